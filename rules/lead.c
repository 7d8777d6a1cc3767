#include "rules/lead.h"

#include "engine/base/check.h"
#include "rules/calendar.h"

/* Which approvals this class and site ask for at all. */
static uint32_t asked(const struct contract *contract, const struct job_class *class, uint32_t site)
{
    uint32_t bits = 0;
    if (class->standing_procedure) return 0;
    if ((class->needs & NEED_PROCEDURE) != 0 && contract->procedure_approver != APPROVER_NONE)
        bits |= LEAD_PROCEDURE;
    if (contract->visit_approver != APPROVER_NONE) bits |= LEAD_VISIT;
    if (site != CONTRACT_NONE && contract->sites[site].permission &&
        contract->entry_approver != APPROVER_NONE)
        bits |= LEAD_ENTRY;
    return bits;
}

struct lead lead_of(const struct contract *contract, uint32_t job_class, uint32_t site,
                    uint32_t missing)
{
    CHECK(job_class < contract->class_count);
    CHECK(site == CONTRACT_NONE || site < contract->site_count);
    const struct {
        enum lead_approval approval;
        uint32_t days;
    } leads[] = {
        {LEAD_PROCEDURE, contract->lead_procedure},
        {LEAD_VISIT, contract->lead_visit},
        {LEAD_ENTRY, contract->lead_entry},
    };
    struct lead lead = {.waits = missing & asked(contract, &contract->classes[job_class], site)};
    for (size_t i = 0; i < COUNT(leads); i++) {
        if ((lead.waits & leads[i].approval) == 0 || leads[i].days < lead.days) continue;
        if (leads[i].days > lead.days) lead.longest = 0;
        lead.days = leads[i].days;
        if (lead.days > 0) lead.longest |= leads[i].approval;
    }
    return lead;
}

struct maybe_day lead_first_day(const struct contract *contract, uint32_t site, day_t today,
                                uint32_t days)
{
    return calendar_open_after(contract, site, today, days);
}
