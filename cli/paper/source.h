/* cli/paper/source.h - what papers are made from, and the words they share. */
#ifndef CLI_PAPER_SOURCE_H
#define CLI_PAPER_SOURCE_H

#include "cli/paper/folio.h"
#include "engine/core/state.h"
#include "engine/vocab/event.h"

struct paper_contact {
    struct str actor, contact; /* a telephone number, an address; may have several lines */
};

/* All borrowed. What the state doesn't hold, such as when a query was raised and which paper an
 * approval on behalf rests on, comes from `events`: the log or a part of it, in order. Without
 * the event that says a thing, its place stays empty. Who may be called where is in no log
 * either: without `contacts` the papers leave room to write it in. */
struct paper_source {
    const struct state *state;
    uint32_t contract; /* its row */
    instant_t now;     /* the paper's date, and the file's */
    const struct event *events;
    uint32_t event_count;
    const struct paper_contact *contacts;
    uint32_t contact_count;
    struct str contractor; /* 受託者; absent: a line to write it on */
};

/* The wording in force on the paper's day; that day. */
const struct contract *source_wording(const struct paper_source *source);
day_t source_today(const struct paper_source *source);

/* Title and date, and at the top of each page which contract and as of which record. */
void source_begin(const struct paper_source *source, struct arena *arena, const char *title,
                  struct folio *ret);

/* For what is handed in: addressee and sender, which work, which period, as of when. */
void source_address(const struct paper_source *source, struct arena *arena, struct folio *ret);

/* 札幌市長 様 for 札幌市; 北海道知事 様; 御中 behind the name of anybody else. */
struct str source_addressee(struct str customer, struct arena *arena);

/* 佐藤 (t-sato): the name as of a day, else the id alone. `actor` may be NOBODY: absent. */
struct str source_person(const struct paper_source *source, uint32_t actor, day_t day,
                         struct arena *arena);

/* Absent when none is given. */
struct str source_contact(const struct paper_source *source, uint32_t actor);

/* The event of that number, or NULL: not at hand. */
const struct event *source_event(const struct paper_source *source, uint64_t seq);

/* The state's word on an approval with what the log adds to it; by NOBODY: pending. */
struct folio_approval source_approval(const struct paper_source *source, struct str what,
                                      const struct decision_row *decision, struct arena *arena);

/* What a job is called: its title, else what its class is called. */
struct str source_job_title(const struct paper_source *source, uint32_t job);

#endif
