-- What the workers did: mails and calls to other systems.

create table notification (
    id                   bigint      generated always as identity primary key,
    job_key              bigint      not null unique, -- one job, one notification, however often it is activated
    process_instance_key bigint      not null,
    tenant_id            text        not null default '<default>',
    message_id           text        not null unique, -- derived from the job key: stable over every try
    recipients           jsonb       not null,        -- {"to": […], "cc": […], "bcc": […], "skipped": […]}
    pending              text[]      not null,        -- addresses that the server has neither taken nor refused yet
    subject              text        not null,
    text_body            text        not null,
    html_body            text,
    state                text        not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
    attempts             integer     not null default 0,
    due_at               timestamptz not null,
    leased_by            text,
    leased_until         timestamptz,
    created_at           timestamptz not null,
    sent_at              timestamptz
);
create index notification_due on notification (due_at, id) where state = 'QUEUED';
create index notification_of on notification (process_instance_key);

create table notification_attempt (
    notification_id bigint      not null references notification (id) on delete cascade,
    attempt         integer     not null,
    at              timestamptz not null,
    outcome         text        not null check (outcome in ('SENT', 'DEFERRED', 'FAILED')),
    answer          text,                -- what the server said, cut at 2 KiB
    primary key (notification_id, attempt)
);

create table operation_execution (
    job_key              bigint      not null,
    attempt              integer     not null, -- counts activations of the job
    process_instance_key bigint      not null,
    tenant_id            text        not null default '<default>',
    target               text        not null,
    method               text        not null,
    url                  text        not null, -- without user info and with secrets masked
    status               integer,
    outcome              text        not null check (outcome in ('SUCCEEDED', 'BUSINESS_ERROR', 'RETRY_LATER', 'GAVE_UP')),
    detail               text,
    started_at           timestamptz not null,
    ended_at             timestamptz not null,
    primary key (job_key, attempt)
);
create index operation_execution_of on operation_execution (process_instance_key);

grant select, insert, update, delete on notification, notification_attempt, operation_execution to countersign_app;
