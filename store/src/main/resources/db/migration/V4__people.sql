-- Who uses Countersign: people, groups, API keys, sessions.

create table app_user (
    username      text        primary key,
    id            uuid        not null unique default gen_random_uuid(), -- names the person where the name itself must be erasable
    display_name  text        not null,
    email         text,
    password_hash text,                -- Argon2id; null where the person signs in elsewhere
    manager       text        references app_user (username),
    locale        text,                -- BCP 47, null: as the browser asks
    roles         text[]      not null default '{}', -- USER, DESIGNER, OPERATOR, AUDITOR, ADMIN
    enabled       boolean     not null default true,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    version       bigint      not null default 0
);

create table user_group (
    id           text        primary key, -- as candidate groups in models name it
    display_name text        not null,
    created_at   timestamptz not null default now(),
    version      bigint      not null default 0
);

create table group_member (
    group_id text not null references user_group (id) on delete cascade,
    username text not null references app_user (username) on delete cascade,
    primary key (group_id, username)
);
create index group_member_user on group_member (username);

create table api_key (
    id           uuid        primary key,
    name         text        not null unique,
    prefix       text        not null unique, -- the part that is shown and looked up by
    key_hash     bytea       not null,        -- SHA-256 of the whole key, which is random
    roles        text[]      not null,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- one-time links that make the first administrator
create table setup_link (
    token_hash bytea       primary key, -- SHA-256 of the token, which is random
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Spring Session JDBC
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

grant select, insert, update, delete on
    app_user, user_group, group_member, api_key, setup_link, spring_session, spring_session_attributes
    to countersign_app;
