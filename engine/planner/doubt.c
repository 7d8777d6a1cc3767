#include "engine/planner/doubt.h"

/* A column is held where the relaxed plan has more of it than rounding could leave. */
#define HELD_LEAST 1e-7

/* The relaxed plan's days for one item: their mean, and how far they lie from `mean`. */
struct stance {
    double mean, spread, below;
};

static struct stance stance_of(const struct master *master, uint32_t item, double mean)
{
    struct stance stance = {0};
    for (uint32_t b = 0; b < master->row_count; b++) {
        if (master->basis[b].column < 0 || master->value[b] <= HELD_LEAST) continue;
        const struct column *column = vec_at(&master->columns, (uint32_t)master->basis[b].column);
        if ((column->set >> item & 1) == 0) continue;
        double day = master->cluster->places[column->place].day, away = day - mean;
        stance.mean += master->value[b] * day;
        if (away <= 0) stance.below += master->value[b];
        stance.spread += master->value[b] * (away < 0 ? -away : away);
    }
    return stance;
}

static double share_of(const struct master *master, uint32_t item, uint32_t other)
{
    double share = 0;
    uint64_t both = UINT64_C(1) << item | UINT64_C(1) << other;
    for (uint32_t b = 0; b < master->row_count; b++) {
        if (master->basis[b].column < 0) continue;
        const struct column *column = vec_at(&master->columns, (uint32_t)master->basis[b].column);
        if ((column->set & both) == both) share += master->value[b];
    }
    return share;
}

static struct doubt pair_doubt(const struct master *master)
{
    struct doubt doubt = {.kind = DOUBT_NONE};
    double best = 0.01;
    for (uint32_t i = 0; i < master->cluster->count; i++)
        for (uint32_t k = i + 1; k < master->cluster->count; k++) {
            double share = share_of(master, i, k);
            double open = share < 0.5 ? share : 1 - share;
            if (open <= best) continue;
            best = open;
            doubt = (struct doubt){DOUBT_PAIR, i, k, 0, share >= 0.5};
        }
    return doubt;
}

static struct doubt day_doubt(const struct master *master)
{
    struct doubt doubt = {.kind = DOUBT_NONE};
    double best = 0.05;
    for (uint32_t i = 0; i < master->cluster->count; i++) {
        double mean = stance_of(master, i, 0).mean;
        struct stance stance = stance_of(master, i, mean);
        if (stance.spread <= best) continue;
        best = stance.spread;
        doubt = (struct doubt){DOUBT_DAY, i, 0, (int32_t)mean, stance.below >= 0.5};
    }
    return doubt;
}

/* Where the relaxed plan has an item whole; PROBLEM_NONE: nowhere. */
static int32_t column_of(const struct master *master, uint32_t item)
{
    for (uint32_t b = 0; b < master->row_count; b++) {
        if (master->basis[b].column < 0 || master->value[b] <= 0.5) continue;
        const struct column *column = vec_at(&master->columns, (uint32_t)master->basis[b].column);
        if (column->set >> item & 1) return master->basis[b].column;
    }
    return PROBLEM_NONE;
}

/* Asks about an item that may be on `day` and on others too. */
static struct doubt fixed_doubt(const struct master *master, uint32_t item, int32_t day)
{
    const struct cluster *cluster = master->cluster;
    bool before = false, after = false;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        if ((cluster->places[p].fits >> item & 1) == 0) continue;
        before |= cluster->places[p].day < day;
        after |= cluster->places[p].day > day;
    }
    if (after) return (struct doubt){DOUBT_DAY, item, 0, day, true};
    if (before) return (struct doubt){DOUBT_DAY, item, 0, day - 1, false};
    return (struct doubt){.kind = DOUBT_NONE};
}

/* Two whole columns of which the relaxed plan does not know that they disagree: in the order
 * that `after` wants. */
static struct doubt order_doubt(const struct master *master, uint32_t i, uint32_t later)
{
    const struct cluster *cluster = master->cluster;
    int32_t first = column_of(master, i), second = column_of(master, later);
    struct doubt none = {.kind = DOUBT_NONE};
    if (first < 0 || second < 0 || first == second) return none;
    const struct column *a = vec_at(&master->columns, (uint32_t)first);
    const struct column *b = vec_at(&master->columns, (uint32_t)second);
    int32_t a_day = cluster->places[a->place].day, b_day = cluster->places[b->place].day;
    if (a_day < b_day || cluster->places[b->place].unplanned) return none;
    struct doubt doubt = fixed_doubt(master, later, b_day);
    if (doubt.kind == DOUBT_NONE) doubt = fixed_doubt(master, i, a_day);
    bool open = ((cluster->apart[i] | cluster->together[i]) >> later & 1) == 0;
    if (doubt.kind == DOUBT_NONE && open) return (struct doubt){DOUBT_PAIR, i, later, 0, true};
    return doubt;
}

/* The relaxed plan is whole but breaks an order, or wants people that are not there. */
static struct doubt whole_doubt(const struct master *master)
{
    const struct cluster *cluster = master->cluster;
    for (uint32_t i = 0; i < cluster->count; i++)
        for (uint64_t rest = cluster->later[i]; rest != 0; rest &= rest - 1) {
            struct doubt doubt = order_doubt(master, i, bit_first(rest));
            if (doubt.kind != DOUBT_NONE) return doubt;
        }
    for (uint32_t i = 0; i < cluster->count; i++) {
        int32_t column = column_of(master, i);
        if (column < 0) continue;
        const struct column *held = vec_at(&master->columns, (uint32_t)column);
        struct doubt doubt = fixed_doubt(master, i, cluster->places[held->place].day);
        if (doubt.kind != DOUBT_NONE) return doubt;
    }
    return (struct doubt){.kind = DOUBT_NONE};
}

struct doubt doubt_find(const struct master *master)
{
    struct doubt doubt = day_doubt(master);
    if (doubt.kind == DOUBT_NONE) doubt = pair_doubt(master);
    return doubt.kind == DOUBT_NONE && master->cluster->coupled ? whole_doubt(master) : doubt;
}
