-- Who acts for whom while somebody is away. What is over stays: it says why somebody could act.
create table substitution (
    id          uuid        primary key,
    absent      text        not null references app_user (username),
    substitute  text        not null references app_user (username),
    starts_at   timestamptz not null,
    ends_at     timestamptz, -- null: until somebody ends it
    process_ids text[]      not null default '{}', -- empty: all
    max_amount  numeric     check (max_amount >= 0), -- of the instance's variable amount; null: any, known or not
    created_by  text        not null, -- a user name, or key:<name> of an API key
    created_at  timestamptz not null,
    ended_by    text,
    ended_at    timestamptz, -- ended early, or cancelled before it began
    check (absent <> substitute),
    check (ends_at > starts_at),
    check ((ended_by is null) = (ended_at is null))
);
create index substitution_active_of_substitute on substitution (substitute) where ended_at is null;
create index substitution_active_of_absent on substitution (absent) where ended_at is null;
create index substitution_of_substitute on substitution (substitute, created_at, id);
create index substitution_of_absent on substitution (absent, created_at, id);

grant select, insert, update on substitution to countersign_app;

-- in whose place the task was taken; null: in one's own
alter table task_claim add column on_behalf_of text;

-- what others decided for somebody
create index task_decision_represented on task_decision (on_behalf_of) where on_behalf_of is not null;
