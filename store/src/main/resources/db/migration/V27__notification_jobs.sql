-- A job may write to many people, to each in his own language: the Message-ID tells their mails apart, and keeps each from being queued twice.
alter table notification drop constraint notification_job_key_key;
create index notification_of_job on notification (job_key) where job_key is not null;

-- Files that go with a mail; they stay where they are, and are read when it is sent.
create table notification_attachment (
    notification_id bigint  not null references notification (id) on delete cascade,
    position        integer not null,
    attachment_id   uuid    not null,
    primary key (notification_id, position)
);

grant select, insert, update, delete on notification_attachment to countersign_app;
