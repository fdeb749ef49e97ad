-- Decisions on many tasks at once: what came of each, so that a repeat answers the same, and what undoing needs. Kept for 30 days.
create table bulk_decision (
    id              uuid        primary key,
    caller          text        not null, -- user:<username> or key:<api key name>
    idempotency_key text        not null,
    body_hash       text        not null, -- SHA-256 of the canonical body, in hex
    outcome         text        not null check (outcome in ('approved', 'rejected', 'completed')),
    created_at      timestamptz not null,
    undo_until      timestamptz not null, -- the engine is told then
    undone_at       timestamptz,          -- since then nothing more of it is decided
    unique (caller, idempotency_key)
);
create index bulk_decision_age on bulk_decision (created_at);

create table bulk_decision_item (
    bulk_decision_id uuid    not null references bulk_decision (id) on delete cascade,
    task_key         bigint  not null,
    place            integer not null, -- in the order of the request
    result           text    check (result in ('DECIDED', 'VOTED', 'REFUSED', 'NOT_TRIED')), -- null: not yet
    code             text,             -- REFUSED: why, for programs
    message          text,             -- REFUSED: why, for the person
    vote_id          uuid,             -- DECIDED and VOTED
    former_vote      jsonb,            -- the row of task_decision that the vote replaced
    undo             text    check (undo in ('UNDONE', 'TOLD', 'SETTLED', 'CHANGED')), -- null: nobody tried
    primary key (bulk_decision_id, task_key)
);

grant select, insert, update, delete on bulk_decision, bulk_decision_item to countersign_app;
