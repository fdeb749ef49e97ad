-- How somebody wants to hear of things; who has no row hears of everything at once, by mail and in the app.
create table notification_preference (
    username    text        primary key,
    zone        text        not null,
    digest_at   time        not null,
    quiet_from  time,
    quiet_until time,
    choices     jsonb       not null,                -- by kind of notice; a kind that is missing is as for everybody
    changed_at  timestamptz not null,
    check ((quiet_from is null) = (quiet_until is null))
);

-- What somebody was told: what the app shows, and what waits to be told with other things in one mail. Never a link that decides, or a code.
create table notice (
    id         bigint      primary key generated always as identity,
    name       text        not null unique,          -- the same name is the same notice
    username   text        not null,
    kind       text        not null,
    subject    text        not null check (length(subject) <= 300),
    path       text,                                 -- the page it leads to, behind the sign-in
    in_app     boolean     not null,
    told_at    timestamptz not null,                 -- not shown before
    read_at    timestamptz,
    digest_at  timestamptz                           -- when a mail is due that has it; null: none is
);
create index notice_in_app on notice (username, id desc) where in_app;
create index notice_unread on notice (username) where in_app and read_at is null;
create index notice_digest on notice (digest_at, username) where digest_at is not null;
create index notice_told on notice (told_at);

grant select, insert, update, delete on notification_preference, notice to countersign_app;
