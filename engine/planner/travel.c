#include "engine/planner/travel.h"

void tour_add(struct tour *tour, uint32_t site, uint32_t minutes)
{
    tour->minutes += minutes;
    for (uint32_t i = 0; i < tour->count; i++)
        if (tour->sites[i] == site) return;
    if (tour->count == TRAVEL_SITES_MAX) {
        tour->over = true;
        return;
    }
    tour->sites[tour->count++] = site;
}

static uint32_t way(const struct problem *problem, const struct tour *tour, uint32_t from,
                    uint32_t to)
{
    return problem->travel[(size_t)tour->sites[from] * problem->site_count + tour->sites[to]];
}

/* Shortest open way through all sites, by the sets already seen (Held and Karp, 1962). */
static uint32_t shortest_way(const struct problem *problem, const struct tour *tour)
{
    uint32_t least[1 << TRAVEL_SITES_MAX][TRAVEL_SITES_MAX];
    uint32_t sets = 1U << tour->count, best = UINT32_MAX;
    for (uint32_t set = 1; set < sets; set++) {
        for (uint32_t last = 0; last < tour->count; last++) {
            least[set][last] = set == 1U << last ? 0 : UINT32_MAX;
            if ((set >> last & 1) == 0) continue;
            uint32_t rest = set & ~(1U << last);
            for (uint32_t from = 0; from < tour->count; from++) {
                if ((rest >> from & 1) == 0) continue;
                uint32_t sum = least[rest][from] + way(problem, tour, from, last);
                if (sum < least[set][last]) least[set][last] = sum;
            }
        }
    }
    for (uint32_t last = 0; last < tour->count; last++)
        if (least[sets - 1][last] < best) best = least[sets - 1][last];
    return best;
}

bool tour_fits(const struct problem *problem, const struct tour *tour)
{
    if (problem->travel == NULL || tour->count < 2) return true;
    if (tour->over) return false;
    uint32_t longest = 0;
    for (uint32_t i = 0; i < tour->count; i++) {
        uint32_t minutes = problem->sites[tour->sites[i]].minutes[tour->day];
        if (minutes > longest) longest = minutes;
    }
    if (tour->minutes > longest) return false;
    return shortest_way(problem, tour) <= longest - tour->minutes;
}
