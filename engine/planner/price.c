#include "engine/planner/price.h"

#include "engine/base/check.h"

enum { CELLS_MAX = 128, SCAN_DEPTH_MAX = CLUSTER_ITEMS_MAX + 1 };

/* One place being scanned. Items stand with the urgent first and then by mark, so that the
 * first item chosen decides how long a visit of routine jobs has to wait. */
struct scan {
    const struct cluster *cluster;
    const struct prices *prices;
    uint32_t place;
    uint32_t item[CLUSTER_ITEMS_MAX], count;
    int64_t value[CLUSTER_ITEMS_MAX]; /* worth less weighted levels */
    uint32_t unit, cells;             /* a cell is `unit` minutes of room */
    /* best[k][c]: most value of items k.. in c cells, were none of them apart (knapsack). */
    int64_t best[CLUSTER_ITEMS_MAX + 1][CELLS_MAX + 1];
    int64_t fixed, limit;
    bool one; /* only the cheapest is wanted */
    uint32_t count_max;
    struct vec *found;
    struct arena *arena;
    struct column cheapest;
    bool full;
};

static bool stands_before(const struct cluster *cluster, uint32_t a, uint32_t b)
{
    bool a_urgent = cluster->urgent >> a & 1, b_urgent = cluster->urgent >> b & 1;
    if (a_urgent != b_urgent) return a_urgent;
    int32_t a_mark = cluster_item(cluster, a)->mark, b_mark = cluster_item(cluster, b)->mark;
    return a_mark != b_mark ? a_mark < b_mark : a < b;
}

static uint32_t common_unit(const struct scan *scan, uint32_t room)
{
    uint32_t unit = 0;
    for (uint32_t k = 0; k < scan->count; k++) {
        uint32_t a = scan->cluster->minutes[scan->item[k]], b = unit;
        while (b != 0) {
            uint32_t rest = a % b;
            a = b;
            b = rest;
        }
        unit = a;
    }
    if (unit == 0) unit = 1;
    /* Too fine a grid is coarsened; rounding lengths down keeps the bound a bound. */
    uint32_t cells = room / unit;
    return cells <= CELLS_MAX ? unit : unit * (cells / CELLS_MAX + 1);
}

static void fill_best(struct scan *scan)
{
    for (uint32_t c = 0; c <= scan->cells; c++) scan->best[scan->count][c] = 0;
    for (uint32_t k = scan->count; k-- > 0;) {
        uint32_t need = scan->cluster->minutes[scan->item[k]] / scan->unit;
        int64_t value = scan->value[k];
        for (uint32_t c = 0; c <= scan->cells; c++) {
            int64_t without = scan->best[k + 1][c];
            int64_t with = c >= need && value > 0 ? scan->best[k + 1][c - need] + value : without;
            scan->best[k][c] = with > without ? with : without;
        }
    }
}

static void scan_init(struct scan *scan, const struct prices *prices, uint32_t place)
{
    const struct cluster *cluster = scan->cluster;
    const struct place *at = &cluster->places[place];
    scan->place = place;
    scan->count = 0;
    for (uint64_t rest = at->fits; rest != 0; rest &= rest - 1) {
        uint32_t k = scan->count++, i = bit_first(rest);
        for (; k > 0 && stands_before(cluster, i, scan->item[k - 1]); k--)
            scan->item[k] = scan->item[k - 1];
        scan->item[k] = i;
    }
    for (uint32_t k = 0; k < scan->count; k++) {
        const struct levels *levels = cluster_levels(cluster, scan->item[k], at->day);
        scan->value[k] = prices->worth[scan->item[k]];
        for (int l = 0; l < LEVEL_COUNT; l++) scan->value[k] -= prices->weight[l] * levels->at[l];
    }
    scan->unit = common_unit(scan, at->minutes);
    scan->cells = at->minutes / scan->unit;
    scan->fixed = prices->fee[place];
    if (!at->unplanned && at->confirmed == PROBLEM_NONE)
        scan->fixed += prices->weight[LEVEL_VISITS];
}

static void scan_emit(struct scan *scan, uint64_t set, int64_t price)
{
    if (cluster_tears(scan->cluster, set)) return;
    struct column column = {.set = set, .place = scan->place, .price = price};
    if (scan->one) {
        scan->cheapest = column;
        scan->limit = price - 1;
        return;
    }
    if (scan->found->count >= scan->count_max) {
        scan->full = true;
        return;
    }
    column.levels = column_levels(scan->cluster, scan->place, set);
    *(struct column *)vec_push(scan->found, scan->arena) = column;
}

/* What the second item of a triple costs when `i` joins `set`. */
static int64_t triple_fee(const struct prices *prices, uint64_t set, uint32_t i)
{
    int64_t fee = 0;
    for (uint32_t t = 0; t < prices->triple_count; t++) {
        uint64_t triple = prices->triples[t].set, held = triple & set;
        if ((triple >> i & 1) != 0 && held != 0 && (held & (held - 1)) == 0)
            fee += prices->triples[t].fee;
    }
    return fee;
}

/* A visit in the making. Each of its items fits the place, so people and skills do too. */
struct partial {
    uint64_t set, open;
    uint32_t room;
    int64_t price;
};

static void scan_from(struct scan *scan, const struct partial *partial, uint32_t from,
                      uint32_t depth)
{
    CHECK(depth < SCAN_DEPTH_MAX);
    if (partial->price <= scan->limit) scan_emit(scan, partial->set, partial->price);
    const struct cluster *cluster = scan->cluster;
    for (uint32_t k = from; k < scan->count && !scan->full; k++) {
        if (partial->price - scan->best[k][partial->room / scan->unit] > scan->limit) return;
        uint32_t i = scan->item[k];
        if ((partial->open >> i & 1) == 0 || cluster->minutes[i] > partial->room) continue;
        struct partial more = {
            .set = partial->set | UINT64_C(1) << i,
            .open = partial->open & ~cluster->apart[i],
            .room = partial->room - cluster->minutes[i],
            .price = partial->price - scan->value[k] + triple_fee(scan->prices, partial->set, i),
        };
        scan_from(scan, &more, k + 1, depth + 1);
    }
}

/* The first item fixes the wait: zero when it is urgent, else up to its own mark. */
static void scan_place(struct scan *scan, const struct prices *prices, uint32_t place)
{
    const struct cluster *cluster = scan->cluster;
    const struct place *at = &cluster->places[place];
    scan_init(scan, prices, place);
    fill_best(scan);
    bool waits = !at->unplanned && at->confirmed == PROBLEM_NONE;
    for (uint32_t k = 0; k < scan->count && !scan->full; k++) {
        if (scan->fixed - scan->value[k] - scan->best[k + 1][scan->cells] > scan->limit) continue;
        uint32_t i = scan->item[k];
        int64_t wait = 0;
        if (waits && (cluster->urgent >> i & 1) == 0)
            wait = prices->weight[LEVEL_WAIT_DAYS] *
                   place_wait(cluster, at, cluster_item(cluster, i)->mark);
        struct partial first = {
            .set = UINT64_C(1) << i,
            .open = at->unplanned ? 0 : ~cluster->apart[i],
            .room = at->unplanned ? 0 : at->minutes - cluster->minutes[i],
            .price = scan->fixed + wait - scan->value[k],
        };
        scan_from(scan, &first, k + 1, 0);
    }
}

static int64_t price_of(const struct prices *prices, const struct column *column)
{
    int64_t price = prices->fee[column->place];
    for (int l = 0; l < LEVEL_COUNT; l++) price += prices->weight[l] * column->levels.at[l];
    for (uint64_t rest = column->set; rest != 0; rest &= rest - 1)
        price -= prices->worth[bit_first(rest)];
    for (uint32_t t = 0; t < prices->triple_count; t++)
        if (bit_count(column->set & prices->triples[t].set) >= 2) price += prices->triples[t].fee;
    return price;
}

/* price_best among listed columns. */
static int64_t listed_best(const struct cluster *cluster, const struct prices *prices,
                           int64_t limit, struct vec *found, struct arena *arena)
{
    struct column *cheapest = ARENA_ARRAY(arena, struct column, cluster->place_count);
    int64_t least = limit;
    for (uint32_t c = 0; c < cluster->listed->count; c++) {
        const struct column *column = vec_at(cluster->listed, c);
        struct column *best = &cheapest[column->place];
        int64_t price = price_of(prices, column);
        if (price >= limit || (best->set != 0 && price >= best->price)) continue;
        if (!price_allows(cluster, column)) continue;
        *best = *column;
        best->price = price;
        if (price < least) least = price;
    }
    for (uint32_t p = 0; p < cluster->place_count; p++)
        if (cheapest[p].set != 0) *(struct column *)vec_push(found, arena) = cheapest[p];
    return least;
}

bool price_all(const struct cluster *cluster, const struct prices *prices, int64_t limit,
               struct column_list *list)
{
    if (cluster->listed != NULL) {
        price_pool(cluster, prices, limit, cluster->listed, list);
        return list->columns.count <= list->count_max;
    }
    struct scan scan = {.cluster = cluster,
                        .prices = prices,
                        .limit = limit,
                        .count_max = list->count_max,
                        .found = &list->columns,
                        .arena = list->arena};
    for (uint32_t p = 0; p < cluster->place_count && !scan.full; p++) scan_place(&scan, prices, p);
    return !scan.full;
}

int64_t price_best(const struct cluster *cluster, const struct prices *prices, int64_t limit,
                   struct vec *found, struct arena *arena)
{
    if (cluster->listed != NULL) return listed_best(cluster, prices, limit, found, arena);
    struct scan scan = {.cluster = cluster, .prices = prices, .one = true};
    int64_t least = limit;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        scan.limit = limit - 1;
        scan.cheapest.set = 0;
        scan_place(&scan, prices, p);
        if (scan.cheapest.set == 0) continue;
        scan.cheapest.levels = column_levels(cluster, p, scan.cheapest.set);
        *(struct column *)vec_push(found, arena) = scan.cheapest;
        if (scan.cheapest.price < least) least = scan.cheapest.price;
    }
    return least;
}

bool price_allows(const struct cluster *cluster, const struct column *column)
{
    if ((column->set & ~cluster->places[column->place].fits) != 0) return false;
    for (uint64_t rest = column->set; rest != 0; rest &= rest - 1)
        if ((cluster->apart[bit_first(rest)] & column->set) != 0) return false;
    return !cluster_tears(cluster, column->set);
}

void price_pool(const struct cluster *cluster, const struct prices *prices, int64_t limit,
                const struct vec *pool, struct column_list *list)
{
    for (uint32_t c = 0; c < pool->count && list->columns.count <= list->count_max; c++) {
        struct column column = *(const struct column *)vec_at(pool, c);
        column.price = price_of(prices, &column);
        if (column.price > limit || !price_allows(cluster, &column)) continue;
        *(struct column *)vec_push(&list->columns, list->arena) = column;
    }
}
