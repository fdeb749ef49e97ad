-- What an organisation writes instead of what ships. Rows are added and never changed: the newest version of a kind and language counts, and
-- going back to an older one is a new version.
create table notification_template (
    kind       text        not null check (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
    language   text        not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    version    integer     not null check (version > 0),
    subject    text        check (length(subject) <= 1000),
    html       text        check (length(html) <= 65536),
    text       text        check (length(text) <= 65536),
    restores   integer,                             -- the version whose words these are
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (kind, language, version),
    check ((subject is null) = (html is null))      -- null: what ships counts again
);

grant select, insert on notification_template to countersign_app;
