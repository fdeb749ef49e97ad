-- The engine's own state, projected from the record log. Written by the projection only; dropping the rows and
-- replaying the log gives the same rows. Keys are Zeebe's. No foreign keys: rows arrive in the order of the log.

create table process_definition (
    key           bigint      primary key,
    tenant_id     text        not null default '<default>',
    process_id    text        not null, -- the BPMN process id
    version       integer     not null,
    version_tag   text,
    name          text,                 -- from the model; null where it has none
    documentation text,
    start_form_id text,                 -- the form of the none start event, where it has one
    resource_name text        not null,
    resource      bytea       not null,
    checksum      text        not null,
    deployed_at   timestamptz not null,
    deleted_at    timestamptz,
    unique (tenant_id, process_id, version)
);

create table decision_requirements (
    key           bigint      primary key,
    tenant_id     text        not null default '<default>',
    requirements_id text      not null,
    version       integer     not null,
    name          text        not null,
    resource_name text        not null,
    resource      bytea       not null,
    checksum      text        not null,
    deployed_at   timestamptz not null,
    deleted_at    timestamptz,
    unique (tenant_id, requirements_id, version)
);

create table decision_definition (
    key              bigint      primary key,
    tenant_id        text        not null default '<default>',
    decision_id      text        not null,
    version          integer     not null,
    name             text        not null,
    requirements_key bigint      not null,
    deployed_at      timestamptz not null,
    deleted_at       timestamptz,
    unique (tenant_id, decision_id, version)
);

create table form (
    key           bigint      primary key,
    tenant_id     text        not null default '<default>',
    form_id       text        not null,
    version       integer     not null,
    resource_name text        not null,
    resource      bytea       not null,
    checksum      text        not null,
    deployed_at   timestamptz not null,
    deleted_at    timestamptz,
    unique (tenant_id, form_id, version)
);

create table process_instance (
    key                         bigint      primary key,
    tenant_id                   text        not null default '<default>',
    partition_id                integer     not null,
    process_definition_key      bigint      not null,
    process_id                  text        not null,
    version                     integer     not null,
    parent_process_instance_key bigint,
    parent_element_instance_key bigint,
    root_process_instance_key   bigint      not null, -- its own key where it has no parent
    start_id                    uuid,                 -- the start request it came from, where it came from one
    state                       text        not null check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
    started_at                  timestamptz,
    ended_at                    timestamptz
);
create unique index process_instance_start on process_instance (start_id, key) where start_id is not null;
create index process_instance_parent on process_instance (parent_process_instance_key) where parent_process_instance_key is not null;
create index process_instance_active on process_instance (process_id, key) where state = 'ACTIVE';

create table element_instance (
    key                    bigint      primary key,
    process_instance_key   bigint      not null,
    process_definition_key bigint      not null,
    tenant_id              text        not null default '<default>',
    element_id             text        not null,
    element_type           text        not null, -- as Zeebe names it: SERVICE_TASK, USER_TASK, …
    flow_scope_key         bigint      not null,
    state                  text        not null check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
    started_at             timestamptz,
    ended_at               timestamptz
);
create index element_instance_of on element_instance (process_instance_key);

create table variable (
    key                  bigint      primary key,
    tenant_id            text        not null default '<default>',
    process_instance_key bigint      not null,
    scope_key            bigint      not null, -- the element instance, or the process instance itself
    name                 text        not null,
    value                text        not null, -- JSON
    updated_at           timestamptz not null
);
create index variable_of on variable (process_instance_key, scope_key, name);

create table job (
    key                  bigint      primary key,
    tenant_id            text        not null default '<default>',
    partition_id         integer     not null,
    process_instance_key bigint      not null,
    element_instance_key bigint      not null,
    element_id           text        not null,
    type                 text        not null,
    state                text        not null check (state in ('CREATED', 'FAILED', 'COMPLETED', 'ERROR_THROWN', 'CANCELED')),
    retries              integer     not null,
    worker               text,
    error_code           text,
    error_message        text,
    created_at           timestamptz,
    ended_at             timestamptz
);
create index job_open on job (type, created_at) where state in ('CREATED', 'FAILED');
create index job_of on job (process_instance_key);

create table task (
    key                      bigint      primary key, -- the job's key or the user task's key
    kind                     text        not null check (kind in ('JOB', 'NATIVE')),
    tenant_id                text        not null default '<default>',
    partition_id             integer     not null,
    process_instance_key     bigint      not null,
    element_instance_key     bigint      not null,
    process_definition_key   bigint      not null,
    process_id               text        not null,
    element_id               text        not null,
    name                     text,                     -- the element's name in the model
    state                    text        not null check (state in ('OPEN', 'COMPLETED', 'CANCELED')),
    assignee                 text,
    candidate_groups         text[]      not null default '{}',
    candidate_users          text[]      not null default '{}',
    due_at                   timestamptz,
    follow_up_at             timestamptz,
    priority                 integer     not null default 50,
    form_key                 bigint,                   -- a deployed form's key
    external_form            text,                     -- a form reference or embedded form that is not a deployed form
    custom_headers           jsonb       not null default '{}',
    approval                 jsonb,                    -- the approval policy, frozen when the task appeared
    created_at               timestamptz,
    ended_at                 timestamptz,
    completed_by             uuid                      -- the decision id that the completion carried; null where it carried none
);
create index task_open_by_due on task (coalesce(due_at, 'infinity'::timestamptz), key) where state = 'OPEN';
create index task_open_assignee on task (assignee, key) where state = 'OPEN' and assignee is not null;
create index task_of on task (process_instance_key);
create index task_element on task (element_instance_key);

create table incident (
    key                    bigint      primary key,
    tenant_id              text        not null default '<default>',
    partition_id           integer     not null,
    process_instance_key   bigint      not null,
    process_definition_key bigint      not null,
    process_id             text        not null,
    element_instance_key   bigint      not null,
    element_id             text        not null,
    job_key                bigint,
    error_type             text        not null,
    error_message          text        not null,
    state                  text        not null check (state in ('ACTIVE', 'RESOLVED')),
    created_at             timestamptz,
    resolved_at            timestamptz
);
create index incident_active on incident (process_instance_key) where state = 'ACTIVE';
create index incident_job on incident (job_key) where job_key is not null;
create index incident_of on incident (process_instance_key);

grant select, insert, update, delete on
    process_definition, decision_requirements, decision_definition, form, process_instance, element_instance, variable,
    job, task, incident
    to countersign_app;
-- a rebuild empties the tables in one go
grant truncate on
    process_definition, decision_requirements, decision_definition, form, process_instance, element_instance, variable,
    job, task, incident
    to countersign_app;

-- Records that a projection could not take; the stream went on without them.
create table projection_dead_letter (
    partition_id integer     not null,
    position     bigint      not null,
    projection   text        not null, -- which one; * where the database did not take the rows
    error        text        not null,
    created_at   timestamptz not null default now(),
    primary key (partition_id, position, projection)
);

-- Where the log begins, once days were dropped. What happened in instances up to this key is no longer in the log as a
-- whole: a rebuild keeps their rows.
create table record_log_horizon (
    partition_id         integer     primary key,
    process_instance_key bigint      not null,
    moved_at             timestamptz not null default now()
);

grant select, insert, update, delete on projection_dead_letter, record_log_horizon to countersign_app;
