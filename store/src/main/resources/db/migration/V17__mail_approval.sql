-- What an organisation decides for everybody, one row for each choice that is not the default.
create table organisation_setting (
    name       text        primary key,
    value      jsonb       not null,
    changed_at timestamptz not null
);

-- Links in mails that ask for a decision. The link itself is signed and is not kept; this is what it stands for.
create table decision_link (
    id         uuid        primary key,
    task_key   bigint      not null,
    process_instance_key bigint not null,
    username   text        not null,            -- whom it was sent to; nobody else decides with it
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,                     -- the decision was made with it then, and it makes no other
    outcome    text        check (outcome in ('approved', 'rejected')),
    unique (task_key, username),                -- one mail for one task and person, whatever happens to the task
    check ((used_at is null) = (outcome is null))
);
create index decision_link_age on decision_link (expires_at);

-- One-time codes of those who decide without signing in; the latest of a link counts.
create table decision_code (
    id         bigint      generated always as identity primary key,
    link_id    uuid        not null references decision_link (id) on delete cascade,
    username   text        not null,
    hash       text        not null,            -- under a key that is not in the database: six digits are soon guessed
    wrong      integer     not null default 0,  -- tries that did not fit
    sent_at    timestamptz not null,
    expires_at timestamptz not null
);
create index decision_code_of_link on decision_code (link_id, id desc);
create index decision_code_of_person on decision_code (username, sent_at);

-- The text of a mail that carries a link or a code is nobody's business once it is sent.
alter table notification add column confidential boolean not null default false;

grant select, insert, update, delete on organisation_setting, decision_link, decision_code to countersign_app;
