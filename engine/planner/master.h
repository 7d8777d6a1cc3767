/* engine/planner/master.h - the linear relaxation that proposes prices (column generation).
 *
 * Rows: each item once, each confirmed visit's additions at most once, days on which the
 * people are few, one row for every level already settled, and triples of items. The simplex method
 * works in floating point, on a basis small enough to keep its inverse whole. Nothing is decided
 * here: the prices handed out are whole numbers that engine/planner/price.h has made valid,
 * and a worse proposal only means a weaker bound. */
#ifndef ENGINE_PLANNER_MASTER_H
#define ENGINE_PLANNER_MASTER_H

#include "engine/planner/price.h"

enum { MASTER_ROWS_MAX = 160, MASTER_PIVOTS_MAX = 20000 };

enum master_row_kind { ROW_ITEM, ROW_PLACE, ROW_DAY, ROW_LEVEL, ROW_TRIPLE };

struct master_row {
    enum master_row_kind kind;
    uint32_t index; /* item, place, day or level */
    double most;    /* right-hand side; an equality for ROW_ITEM, else "at most" */
    uint64_t set;   /* ROW_TRIPLE: its items */
};

/* A basic variable: a column, or what a row lacks (its slack, or a dear stand-in). */
struct master_basic {
    int32_t column; /* -1: the row's own */
    uint32_t row;
    double sign;
    bool dear; /* a stand-in: no plan has it */
};

struct master {
    const struct cluster *cluster;
    struct arena *arena;
    struct vec columns; /* struct column */
    struct master_row rows[MASTER_ROWS_MAX];
    struct master_basic basis[MASTER_ROWS_MAX];
    double value[MASTER_ROWS_MAX], dual[MASTER_ROWS_MAX];
    double *inverse; /* [MASTER_ROWS_MAX * MASTER_ROWS_MAX] */
    uint32_t row_count, triple_count;
    enum level level;        /* being made least */
    bool sharp;              /* look for triples: dearer, and a better bound */
    double whole;            /* not 0: a column's price over this is made least, no level */
    uint64_t pivots, rounds; /* of the last master_price: pivots, and scans of all places */
};

void master_init(struct master *master, const struct cluster *cluster, struct arena *arena);

/* From now on a plan has at most `most` on `level`. */
void master_settle(struct master *master, enum level level, int32_t most);

/* What another master found, to start from: columns that are still allowed, and triples. */
void master_seed(struct master *master, const struct master *from);

/* Valid prices that bound `level` from below as well as they can. */
void master_price(struct master *master, enum level level, struct prices *prices);

/* What each item is worth when the listed columns' prices, in units of `unit`, are made least:
 * in the same units, a proposal only. */
void master_worths(struct master *master, int64_t unit, double *ret);

#endif
