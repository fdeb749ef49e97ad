-- What people do with their requests: before they send them, and while they wait.

create table request_draft (
    id         uuid        primary key, -- the Idempotency-Key of the start that it becomes
    owner      text        not null,
    process_id text        not null,
    form_key   bigint,                  -- the form it was filled in for, null where there was none
    data       json        not null,    -- json, not jsonb: what was filled in, unchanged
    version    bigint      not null,    -- counts what was saved, so that two browsers don't undo one another
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz              -- kept for a while with its files, so that it can be brought back
);
create index request_draft_of on request_draft (owner, updated_at desc) where deleted_at is null;
create index request_draft_age on request_draft (updated_at);
create index request_draft_deleted on request_draft (deleted_at) where deleted_at is not null;

-- Gone again where the instance had ended before the engine could cancel it.
create table request_withdrawal (
    process_instance_key bigint      primary key, -- of the request itself, never of an instance that it called
    withdrawn_by         text        not null,
    reason               text        check (length(reason) <= 1000),
    withdrawn_at         timestamptz not null
);

create table request_reminder (
    process_instance_key bigint      not null,
    reminded_by          text        not null,
    reminded_at          timestamptz not null,
    primary key (process_instance_key, reminded_at)
);

-- which tasks the last reminder was about
create table reminded_task (
    task_key    bigint      primary key,
    reminded_at timestamptz not null
);

-- a reminder is a mail without a job
alter table notification alter column job_key drop not null;

grant select, insert, update, delete on request_draft, request_withdrawal, request_reminder, reminded_task
    to countersign_app;
