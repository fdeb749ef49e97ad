-- The audit trail. Rows are added and never changed: the application's role can't update or delete them.
-- Personal values are encrypted with a key per subject, so erasing the key erases the person and breaks nothing.

create table audit_subject (
    id         bigint      generated always as identity primary key,
    kind       text        not null check (kind in ('PERSON', 'SYSTEM', 'ENGINE')),
    created_at timestamptz not null default now()
);

-- Deleting the row erases the subject: nothing of the name is left, not even its hash.
create table audit_subject_key (
    subject_id bigint primary key references audit_subject (id),
    lookup     bytea  not null unique, -- keyed hash of kind and name
    data_key   bytea  not null,        -- AES-256
    name       bytea  not null         -- the subject's name, encrypted with data_key
);

create table audit_entry (
    id                   bigint      generated always as identity primary key,
    at                   timestamptz not null,
    actor_id             bigint      not null references audit_subject (id),
    on_behalf_of_id      bigint      references audit_subject (id),
    action               text        not null, -- past tense, dotted: task.decided, process-instance.started, …
    object_type          text        not null,
    object_id            text        not null,
    process_instance_key bigint,
    request_id           text,
    before               jsonb,
    after                jsonb,
    -- entries that come from the engine are written once, however often the log is read
    partition_id         integer,
    position             bigint,
    check ((partition_id is null) = (position is null))
);
create unique index audit_entry_engine on audit_entry (partition_id, position, action) where partition_id is not null;
create index audit_entry_instance on audit_entry (process_instance_key, id) where process_instance_key is not null;
create index audit_entry_object on audit_entry (object_type, object_id, id);

create table audit_personal (
    entry_id   bigint not null references audit_entry (id),
    subject_id bigint not null references audit_subject (id),
    field      text   not null, -- comment, address, …
    value      bytea  not null, -- encrypted with the subject's data key
    primary key (entry_id, field)
);

grant select, insert on audit_subject, audit_entry, audit_personal to countersign_app;
grant select, insert, delete on audit_subject_key to countersign_app;
