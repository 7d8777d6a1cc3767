#include "rules/contract.h"

uint32_t contract_class(const struct contract *contract, struct str id)
{
    for (uint32_t i = 0; i < contract->class_count; i++)
        if (str_eq(contract->classes[i].id, id)) return i;
    return CONTRACT_NONE;
}

uint32_t contract_site(const struct contract *contract, struct str id)
{
    for (uint32_t i = 0; i < contract->site_count; i++)
        if (str_eq(contract->sites[i].id, id)) return i;
    return CONTRACT_NONE;
}
