-- What people and systems asked for, and what the engine still has to be told.

create table start_request (
    id                     uuid        primary key, -- travels with the instance as the variable countersignStartId
    caller                 text        not null,    -- user:<username> or key:<api key id>
    requester              text,                    -- the person on whose request it is; null where a system asked
    idempotency_key        text,                    -- cleared after 30 days, so that it can be used again
    body_hash              text,                    -- SHA-256 of the canonical body, in hex
    process_definition_key bigint,
    process_id             text        not null,
    tenant_id              text        not null default '<default>',
    business_key           text,
    requested_at           timestamptz not null,
    process_instance_key   bigint,                  -- known once Zeebe has created it
    failure                jsonb                    -- {outcome, detail}, where Zeebe said no
);
create unique index start_request_idempotency on start_request (caller, idempotency_key) where idempotency_key is not null;
create index start_request_instance on start_request (process_instance_key) where process_instance_key is not null;
create index start_request_business_key on start_request (business_key) where business_key is not null;
create index start_request_requester on start_request (requester, requested_at desc) where requester is not null;
create index start_request_aging on start_request (requested_at) where idempotency_key is not null;

create table task_claim (
    task_key   bigint      primary key,
    username   text        not null,
    claimed_at timestamptz not null
);
create index task_claim_user on task_claim (username);

create table task_decision (
    id           uuid        primary key, -- travels with the completion as the variable countersignDecisionId
    task_key     bigint      not null,
    voter        text        not null,
    on_behalf_of text,
    outcome      text        not null check (outcome in ('approved', 'rejected', 'completed')),
    comment      text,
    variables    jsonb       not null default '{}',
    conclusive   boolean     not null, -- the vote that made the decision certain; its id travels with the completion
    decided_at   timestamptz not null,
    unique (task_key, voter)
);
create unique index task_decision_conclusive on task_decision (task_key) where conclusive;
create index task_decision_voter on task_decision (voter, decided_at desc);

-- The outbox to the engine. Rows are written in the transaction of the decision; the relay sends them after commit,
-- until their outcome is known.
create table engine_command (
    id                   bigint      generated always as identity primary key,
    kind                 text        not null, -- CREATE_INSTANCE, COMPLETE_TASK, CANCEL_INSTANCE, …
    target               text        not null, -- what it acts on; one open command per kind and target
    process_instance_key bigint,
    payload              json        not null, -- json, not jsonb: what was asked for, unchanged; emptied once it is of no more use
    -- PENDING is sent when due; AMBIGUOUS is looked up in the read model when due; HELD waits for an incident
    state                text        not null default 'PENDING'
        check (state in ('PENDING', 'AMBIGUOUS', 'HELD', 'DONE', 'REFUSED', 'DEAD')),
    attempts             integer     not null default 0, -- tries that failed for reasons nobody foresaw; there is a limit
    backoffs             integer     not null default 0, -- tries in a row that the engine's weather spoiled; there is no limit
    maybe_accepted       boolean     not null default false, -- some try got no answer
    due_at               timestamptz not null,
    leased_by            text,                 -- the node that is at it; one whose lease ran out may have sent it
    leased_until         timestamptz,
    sent_at              timestamptz,          -- of the last try
    conclusive_after     timestamptz,          -- AMBIGUOUS: what the read model does not have after this moment is not there
    outcome              text,                 -- OK, COMPLETED_ELSEWHERE, CANCELED, INVALID_ARGUMENT, …
    detail               text,                 -- what the engine said
    result               json,
    request_id           text,
    created_at           timestamptz not null,
    finished_at          timestamptz
);
create index engine_command_due on engine_command (due_at, id) where state in ('PENDING', 'AMBIGUOUS');
create index engine_command_held on engine_command (due_at) where state = 'HELD';
create index engine_command_dead on engine_command (id) where state = 'DEAD';
create unique index engine_command_open on engine_command (kind, target) where state in ('PENDING', 'AMBIGUOUS', 'HELD');
create index engine_command_target on engine_command (target, id);
-- starts that were sent more than once: watched for twins
create index engine_command_resent on engine_command (created_at) where kind = 'CREATE_INSTANCE' and maybe_accepted;
create index engine_command_age on engine_command using brin (created_at);

grant select, insert, update, delete on start_request, task_claim, task_decision, engine_command to countersign_app;
