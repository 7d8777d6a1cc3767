#include "engine/planner/master.h"

#include <string.h>

#include "engine/base/check.h"

/* A stand-in costs more than any visit could save; prices closer than NEAR are equal. */
#define DEAR 10000.0
#define TINY 1e-9
#define NEAR 1e-7

/* Prices above -SLOPPY are taken as valid and made so by lowering every worth a little; all
 * items together lose 64 * 128 / 65536 = an eighth, never a whole day. */
enum { SLOPPY = 128, STALL_MAX = 100, TRIPLES_A_ROUND = 8 };
#define EXCESS_LEAST 0.05

static double *inverse_row(const struct master *master, uint32_t row)
{
    return master->inverse + (size_t)row * MASTER_ROWS_MAX;
}

static double row_factor(const struct master *master, uint32_t row, const struct column *column)
{
    const struct master_row *at = &master->rows[row];
    const struct place *place = &master->cluster->places[column->place];
    switch (at->kind) {
    case ROW_ITEM: return (double)(column->set >> at->index & 1);
    case ROW_PLACE: return at->index == column->place;
    case ROW_DAY:
        return !place->unplanned && place->confirmed == PROBLEM_NONE &&
               (uint32_t)place->day == at->index;
    case ROW_LEVEL: return column->levels.at[at->index];
    case ROW_TRIPLE: return (double)(bit_count(column->set & at->set) >> 1); /* rounded down */
    }
    CHECK(false);
    return 0;
}

/* A new row enters with a variable of its own: slack, or a stand-in where it is violated. */
static void row_add(struct master *master, struct master_row row)
{
    CHECK(master->row_count < MASTER_ROWS_MAX);
    uint32_t count = master->row_count++;
    double held[MASTER_ROWS_MAX], sum = 0;
    master->rows[count] = row;
    for (uint32_t b = 0; b < count; b++) {
        held[b] = 0;
        if (master->basis[b].column < 0) continue;
        held[b] =
            row_factor(master, count, vec_at(&master->columns, (uint32_t)master->basis[b].column));
        sum += held[b] * master->value[b];
    }
    bool violated = row.kind != ROW_ITEM && sum > row.most + NEAR;
    double sign = violated ? -1 : 1;
    double *own = inverse_row(master, count);
    memset(own, 0, MASTER_ROWS_MAX * sizeof *own);
    for (uint32_t b = 0; b < count; b++)
        for (uint32_t k = 0; k < count && held[b] != 0; k++)
            own[k] -= sign * held[b] * inverse_row(master, b)[k];
    own[count] = sign;
    double lack = row.most - sum;
    master->value[count] = violated ? -lack : lack > 0 ? lack : 0;
    master->basis[count] = (struct master_basic){-1, count, sign, violated || row.kind == ROW_ITEM};
}

void master_init(struct master *master, const struct cluster *cluster, struct arena *arena)
{
    *master = (struct master){.cluster = cluster, .arena = arena};
    master->columns = vec_of(sizeof(struct column));
    master->inverse = ARENA_ARRAY(arena, double, (size_t)MASTER_ROWS_MAX *MASTER_ROWS_MAX);
    for (uint32_t i = 0; i < cluster->count; i++)
        row_add(master, (struct master_row){ROW_ITEM, i, 1, 0});
    /* Past the cap a confirmed visit only goes unpriced: the bound is weaker, not wrong. */
    for (uint32_t p = 0; p < cluster->place_count; p++)
        if (cluster->places[p].joined >= 0 && cluster->places[p].fits != 0 &&
            master->row_count < MASTER_ROWS_MAX / 2)
            row_add(master, (struct master_row){ROW_PLACE, p, 1, 0});
}

void master_settle(struct master *master, enum level level, int32_t most)
{
    row_add(master, (struct master_row){ROW_LEVEL, (uint32_t)level, most, 0});
}

static double column_cost(const struct master *master, const struct column *column)
{
    if (master->whole != 0) return (double)column->price / master->whole;
    return column->levels.at[master->level];
}

static double basic_cost(const struct master *master, const struct master_basic *basic)
{
    if (basic->column < 0) return basic->dear ? DEAR : 0;
    const struct column *column = vec_at(&master->columns, (uint32_t)basic->column);
    return column_cost(master, column);
}

static void duals_find(struct master *master)
{
    uint32_t rows = master->row_count;
    memset(master->dual, 0, sizeof master->dual);
    for (uint32_t b = 0; b < rows; b++) {
        double cost = basic_cost(master, &master->basis[b]);
        const double *inverse = inverse_row(master, b);
        for (uint32_t k = 0; k < rows && cost != 0; k++) master->dual[k] += cost * inverse[k];
    }
}

static double reduced_cost(const struct master *master, const struct column *column)
{
    double cost = column_cost(master, column);
    for (uint64_t rest = column->set; rest != 0; rest &= rest - 1)
        cost -= master->dual[bit_first(rest)]; /* the item rows come first */
    for (uint32_t r = master->cluster->count; r < master->row_count; r++)
        if (master->dual[r] != 0) cost -= master->dual[r] * row_factor(master, r, column);
    return cost;
}

/* The cheapest column or slack, or after a stall the first cheap one (Bland's rule). */
static struct master_basic entering_find(const struct master *master, bool first, bool *found)
{
    struct master_basic best = {-1, 0, 1, false};
    double least = -NEAR;
    *found = false;
    for (uint32_t r = master->cluster->count; r < master->row_count; r++) {
        if (-master->dual[r] >= least) continue;
        least = -master->dual[r];
        best = (struct master_basic){-1, r, 1, false};
        *found = true;
        if (first) return best;
    }
    for (uint32_t c = 0; c < master->columns.count; c++) {
        double cost = reduced_cost(master, vec_at(&master->columns, c));
        if (cost >= least) continue;
        least = cost;
        best = (struct master_basic){(int32_t)c, 0, 1, false};
        *found = true;
        if (first) return best;
    }
    return best;
}

/* How much of each basic variable one unit of the entering one takes. */
static void direction_find(const struct master *master, const struct master_basic *entering,
                           double *direction)
{
    uint32_t rows = master->row_count;
    for (uint32_t b = 0; b < rows; b++) direction[b] = 0;
    for (uint32_t r = 0; r < rows; r++) {
        double factor =
            entering->column < 0
                ? (r == entering->row ? entering->sign : 0)
                : row_factor(master, r, vec_at(&master->columns, (uint32_t)entering->column));
        for (uint32_t b = 0; b < rows && factor != 0; b++)
            direction[b] += inverse_row(master, b)[r] * factor;
    }
}

static uint32_t leaving_find(const struct master *master, const double *direction)
{
    uint32_t best = UINT32_MAX;
    double least = 0;
    for (uint32_t b = 0; b < master->row_count; b++) {
        if (direction[b] <= NEAR) continue;
        double ratio = master->value[b] / direction[b];
        bool tie = best != UINT32_MAX && ratio < least + TINY;
        bool wanted =
            best == UINT32_MAX || ratio < least - TINY || (tie && direction[b] > direction[best]);
        if (!wanted) continue;
        best = b;
        least = ratio;
    }
    return best;
}

static void pivot(struct master *master, const struct master_basic *entering, uint32_t leaving,
                  const double *direction)
{
    uint32_t rows = master->row_count;
    double *own = inverse_row(master, leaving), scale = 1 / direction[leaving];
    for (uint32_t k = 0; k < rows; k++) own[k] *= scale;
    double step = master->value[leaving] * scale;
    for (uint32_t b = 0; b < rows; b++) {
        if (b == leaving || direction[b] == 0) continue;
        double *other = inverse_row(master, b);
        for (uint32_t k = 0; k < rows; k++) other[k] -= direction[b] * own[k];
        master->value[b] -= direction[b] * step;
        if (master->value[b] < 0) master->value[b] = 0; /* rounding */
    }
    master->value[leaving] = step;
    master->basis[leaving] = *entering;
    master->pivots++;
}

static void simplex(struct master *master)
{
    double direction[MASTER_ROWS_MAX];
    uint32_t stall = 0;
    for (bool found = true; master->pivots < MASTER_PIVOTS_MAX;) {
        duals_find(master);
        struct master_basic entering = entering_find(master, stall > STALL_MAX, &found);
        if (!found) return;
        direction_find(master, &entering, direction);
        uint32_t leaving = leaving_find(master, direction);
        if (leaving == UINT32_MAX) return;
        stall = master->value[leaving] > NEAR ? 0 : stall + 1;
        pivot(master, &entering, leaving, direction);
    }
    duals_find(master);
}

static int64_t whole(double dual)
{
    double scaled = dual * (double)PRICE_SCALE;
    return scaled < 0 ? -(int64_t)(0.5 - scaled) : (int64_t)(scaled + 0.5);
}

static void fees_add(const struct master *master, const struct master_row *row, int64_t fee,
                     struct prices *prices)
{
    const struct cluster *cluster = master->cluster;
    struct column probe = {.set = 0};
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        probe.place = p;
        if (row_factor(master, (uint32_t)(row - master->rows), &probe) != 0) prices->fee[p] += fee;
    }
    prices->bound -= fee * (int64_t)row->most;
}

/* Whole-number prices from the duals. "At most" rows never pay: a wrong sign becomes zero. */
static void prices_take(const struct master *master, struct prices *prices)
{
    memset(prices->weight, 0, sizeof prices->weight);
    memset(prices->fee, 0, master->cluster->place_count * sizeof *prices->fee);
    prices->weight[master->level] = PRICE_SCALE;
    prices->bound = 0;
    prices->triple_count = 0;
    for (uint32_t r = 0; r < master->row_count; r++) {
        const struct master_row *row = &master->rows[r];
        int64_t dual = whole(master->dual[r]), fee = dual < 0 ? -dual : 0;
        switch (row->kind) {
        case ROW_ITEM: prices->worth[row->index] = dual; break;
        case ROW_LEVEL: prices->weight[row->index] += fee; break;
        case ROW_PLACE:
        case ROW_DAY: fees_add(master, row, fee, prices); break;
        case ROW_TRIPLE:
            prices->triples[prices->triple_count++] = (struct triple){row->set, fee};
            prices->bound -= fee;
            break;
        }
    }
}

static void prices_mend(const struct master *master, struct prices *prices, int64_t least)
{
    for (uint32_t i = 0; i < master->cluster->count; i++) {
        if (least < 0) prices->worth[i] += least;
        prices->bound += prices->worth[i];
    }
}

static double day_use(const struct master *master, uint32_t row)
{
    double use = 0;
    for (uint32_t b = 0; b < master->row_count; b++)
        if (master->basis[b].column >= 0)
            use += master->value[b] *
                   row_factor(master, row,
                              vec_at(&master->columns, (uint32_t)master->basis[b].column));
    return use;
}

static bool has_day_row(const struct master *master, uint32_t day)
{
    for (uint32_t r = 0; r < master->row_count; r++)
        if (master->rows[r].kind == ROW_DAY && master->rows[r].index == day) return true;
    return false;
}

/* Adds a row for the first day on which the relaxed plan has more visits than people. */
static bool day_row_add(struct master *master)
{
    const struct cluster *cluster = master->cluster;
    const struct problem *problem = &cluster->items->normal->problem;
    if (problem->crews_unlimited) return false;
    uint32_t fewest = UINT32_MAX;
    for (uint32_t i = 0; i < cluster->count; i++)
        if (cluster_item(cluster, i)->crew < fewest) fewest = cluster_item(cluster, i)->crew;
    for (uint32_t d = 0; d < (uint32_t)problem->days; d++) {
        if (master->row_count + LEVEL_COUNT >= MASTER_ROWS_MAX) return false;
        double slots = crew_slots(cluster->crews, (int32_t)d, fewest);
        master->rows[master->row_count] = (struct master_row){ROW_DAY, d, slots, 0};
        if (has_day_row(master, d) || day_use(master, master->row_count) <= slots + NEAR) continue;
        row_add(master, (struct master_row){ROW_DAY, d, slots, 0});
        return true;
    }
    return false;
}

static void triple_add(struct master *master, uint64_t set)
{
    if (master->triple_count >= TRIPLES_MAX) return;
    master->triple_count++;
    row_add(master, (struct master_row){ROW_TRIPLE, 0, 1, set});
}

void master_seed(struct master *master, const struct master *from)
{
    for (uint32_t c = 0; c < from->columns.count; c++) {
        const struct column *column = vec_at(&from->columns, c);
        if (!price_allows(master->cluster, column)) continue;
        *(struct column *)vec_push(&master->columns, master->arena) = *column;
    }
    for (uint32_t r = 0; r < from->row_count; r++)
        if (from->rows[r].kind == ROW_TRIPLE && from->dual[r] < -NEAR)
            triple_add(master, from->rows[r].set);
}

/* By how much the relaxed plan holds two of the three in more than one visit. */
static double triple_excess(const struct master *master, uint64_t set)
{
    double sum = -1;
    for (uint32_t b = 0; b < master->row_count; b++) {
        if (master->basis[b].column < 0 || master->value[b] <= NEAR) continue;
        const struct column *column = vec_at(&master->columns, (uint32_t)master->basis[b].column);
        if (bit_count(column->set & set) >= 2) sum += master->value[b];
    }
    return sum;
}

struct excess {
    uint64_t set;
    double by;
};

/* Keeps the worst few, the worst first. */
static void worst_keep(struct excess *worst, struct excess more)
{
    uint32_t k = TRIPLES_A_ROUND;
    for (; k > 0 && more.by > worst[k - 1].by + TINY; k--)
        if (k < TRIPLES_A_ROUND) worst[k] = worst[k - 1];
    if (k < TRIPLES_A_ROUND) worst[k] = more;
}

/* Items that the relaxed plan holds in parts; a triple of others can't be in excess. */
static uint64_t torn_items(const struct master *master)
{
    uint64_t set = 0;
    for (uint32_t b = 0; b < master->row_count; b++) {
        double value = master->value[b];
        if (master->basis[b].column < 0 || value <= 0.01 || value >= 0.99) continue;
        const struct column *column = vec_at(&master->columns, (uint32_t)master->basis[b].column);
        set |= column->set;
    }
    return set;
}

static uint64_t bit_lowest(uint64_t set)
{
    return set & (~set + 1);
}

/* Adds rows for the triples that the relaxed plan breaks most; false when none is left. */
static bool triples_separate(struct master *master)
{
    struct excess worst[TRIPLES_A_ROUND] = {0};
    uint64_t torn = torn_items(master);
    if (master->triple_count + TRIPLES_A_ROUND > TRIPLES_MAX ||
        master->row_count + TRIPLES_A_ROUND + LEVEL_COUNT >= MASTER_ROWS_MAX)
        return false;
    for (uint64_t a = torn; a != 0; a &= a - 1)
        for (uint64_t b = a & (a - 1); b != 0; b &= b - 1)
            for (uint64_t c = b & (b - 1); c != 0; c &= c - 1) {
                uint64_t set = bit_lowest(a) | bit_lowest(b) | bit_lowest(c);
                struct excess excess = {set, triple_excess(master, set)};
                if (excess.by > EXCESS_LEAST) worst_keep(worst, excess);
            }
    for (uint32_t k = 0; k < TRIPLES_A_ROUND && worst[k].set != 0; k++)
        triple_add(master, worst[k].set);
    return worst[0].set != 0;
}

void master_price(struct master *master, enum level level, struct prices *prices)
{
    master->level = level;
    master->pivots = master->rounds = 0;
    for (;;) {
        simplex(master);
        master->rounds++;
        prices_take(master, prices);
        int64_t least =
            price_best(master->cluster, prices, -SLOPPY, &master->columns, master->arena);
        bool spent = master->pivots >= MASTER_PIVOTS_MAX;
        if (least < -SLOPPY && !spent) continue;
        if (!spent && day_row_add(master)) continue;
        if (!spent && master->sharp && triples_separate(master)) continue;
        prices_mend(master, prices, least);
        return;
    }
}

/* Adds for each item the listed column that promises most among those it comes first in. */
static bool listed_add(struct master *master)
{
    const struct vec *listed = master->cluster->listed;
    const struct column *best[CLUSTER_ITEMS_MAX] = {NULL};
    double least[CLUSTER_ITEMS_MAX];
    bool found = false;
    for (uint32_t c = 0; c < listed->count; c++) {
        const struct column *column = vec_at(listed, c);
        double cost = reduced_cost(master, column);
        uint32_t first = bit_first(column->set);
        if (cost >= -NEAR || (best[first] != NULL && cost >= least[first])) continue;
        best[first] = column;
        least[first] = cost;
    }
    for (uint32_t i = 0; i < master->cluster->count; i++) {
        if (best[i] == NULL) continue;
        *(struct column *)vec_push(&master->columns, master->arena) = *best[i];
        found = true;
    }
    return found;
}

void master_worths(struct master *master, int64_t unit, double *ret)
{
    CHECK(unit > 0 && master->cluster->listed != NULL);
    master->whole = (double)unit;
    master->pivots = master->rounds = 0;
    do {
        simplex(master);
        master->rounds++;
    } while (listed_add(master) && master->pivots < MASTER_PIVOTS_MAX);
    for (uint32_t i = 0; i < master->cluster->count; i++) ret[i] = master->dual[i];
    master->whole = 0;
}
