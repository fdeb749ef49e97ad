-- When people work. A few rows, kept in memory by the engine for as long as their number and newest version are the same.
create sequence business_calendar_version;
create table business_calendar (
    id           text   primary key,
    name         text   not null check (length(name) <= 100),
    zone         text,                         -- null: that of the server's configuration
    week         jsonb  not null,              -- by weekday, openings such as 09:00-17:00
    region       text,                         -- whose holidays are kept, such as de-by
    days_off     jsonb  not null default '[]', -- dates with names
    working_days date[] not null default '{}', -- worked whatever else says no
    process_ids  text[] not null default '{}',
    groups       text[] not null default '{}',
    version      bigint not null default nextval('business_calendar_version')
);
insert into business_calendar (id, name, week) values ('default', 'Default', '{
    "MONDAY": ["09:00-17:00"], "TUESDAY": ["09:00-17:00"], "WEDNESDAY": ["09:00-17:00"], "THURSDAY": ["09:00-17:00"],
    "FRIDAY": ["09:00-17:00"]}');

grant select, insert, update, delete on business_calendar to countersign_app;
grant usage, select on sequence business_calendar_version to countersign_app;

-- How much time tasks have. What the model says of it is frozen when a task appears.
alter table task add column deadline jsonb;

alter table task_decision drop constraint task_decision_outcome_check;
alter table task_decision add constraint task_decision_outcome_check
    check (outcome in ('approved', 'rejected', 'completed', 'expired'));

-- What happens to a task when, and what has happened.
create table task_deadline (
    task_key          bigint        primary key,
    own_due_at        timestamptz,            -- the due date that the model gave the task itself
    problem           text,                   -- what of the model's words is not understood
    calendar_id       text,
    due_at            timestamptz,            -- as it is reckoned now; task.due_at says the same
    remind_at         timestamptz[] not null default '{}',
    reminders_handled integer       not null default 0, -- from the first one on, sent or too late to be
    reminded_at       timestamptz,
    escalate_at       timestamptz,
    escalated_at      timestamptz,
    expire_at         timestamptz,
    expired_at        timestamptz
);

-- To whom a task has gone because its time was up: few rows, looked at beside task_candidate.
create table task_escalation (
    principal    text        not null, -- as in task_candidate
    task_key     bigint      not null,
    escalated_at timestamptz not null,
    primary key (principal, task_key)
);
create index task_escalation_task on task_escalation (task_key);

-- How far a partition was when its read model was rebuilt: of the records up to there everybody has heard, also where the rebuild was
-- broken off and they are read again by whoever goes on.
alter table projection_cursor add column told_up_to bigint not null default -1;

-- db-scheduler
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_next on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

grant select, insert, update, delete on task_deadline, task_escalation, scheduled_tasks to countersign_app;
