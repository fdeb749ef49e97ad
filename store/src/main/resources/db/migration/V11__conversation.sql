-- What people say and hand in around a request: files, comments, questions, and when they last looked. A request is
-- named by the key of its outermost instance; task_key says at which task something was added, null where it was not at one.

create table task_attachment (
    id                   uuid        primary key,
    process_instance_key bigint,               -- null for what was handed in before its instance was known
    start_id             uuid,                 -- the start request it was handed in with
    draft_id             uuid,                 -- the draft it belongs to so far
    task_key             bigint,
    name                 text        not null,
    media_type           text        not null, -- as found in the content
    size                 bigint      not null check (size > 0),
    sha256               bytea       not null,
    content              bytea,                -- null once removed
    uploaded_by          text        not null, -- a username, or key:<api key> for a system
    uploaded_at          timestamptz not null,
    removed_at           timestamptz,
    check ((content is null) = (removed_at is not null))
);
-- as it is: most files are packed already, and a slice of it can be read without the rest
alter table task_attachment alter column content set storage external;
create index task_attachment_instance on task_attachment (process_instance_key) where process_instance_key is not null;
create index task_attachment_start on task_attachment (start_id) where start_id is not null;
create index task_attachment_draft on task_attachment (draft_id) where draft_id is not null;
create index task_attachment_loose on task_attachment (uploaded_at)
    where process_instance_key is null and start_id is null and draft_id is null;

create table task_comment (
    id                   uuid        primary key,
    process_instance_key bigint      not null,
    task_key             bigint,
    author               text        not null,
    text                 text,                 -- null once its author deleted it
    written_at           timestamptz not null,
    deleted_at           timestamptz,
    check ((text is null) = (deleted_at is not null))
);
create index task_comment_instance on task_comment (process_instance_key, written_at);

create table task_comment_mention (
    comment_id uuid not null references task_comment (id) on delete cascade,
    username   text not null,
    primary key (comment_id, username)
);

-- Whether a question still matters is not written here: its task says that.
create table task_question (
    id                   uuid        primary key,
    process_instance_key bigint      not null,
    task_key             bigint      not null,
    asked_by             text        not null,
    asked_of             text        not null, -- the requester of that moment
    text                 text        not null,
    asked_at             timestamptz not null,
    answer               text,
    answered_at          timestamptz,
    taken_back_at        timestamptz,
    check ((answer is null) = (answered_at is null)),
    check (answered_at is null or taken_back_at is null)
);
create unique index task_question_open on task_question (task_key) where answered_at is null and taken_back_at is null;
create index task_question_task on task_question (task_key, asked_at);
create index task_question_instance on task_question (process_instance_key, asked_at);

-- What somebody saw of a request when he last looked: when, and the values of that moment.
create table task_seen (
    username             text        not null,
    process_instance_key bigint      not null,
    seen_at              timestamptz not null,
    variables            jsonb       not null,
    primary key (username, process_instance_key)
);

grant select, insert, update, delete on
    task_attachment, task_comment, task_comment_mention, task_question, task_seen
    to countersign_app;
