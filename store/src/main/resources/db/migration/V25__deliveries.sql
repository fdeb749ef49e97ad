-- Where a mail stands, for each of its recipients. A message's row is the lock of its deliveries: whoever changes them holds it first.
create table notification_delivery (
    notification_id bigint      not null references notification (id) on delete cascade,
    address         text        not null,
    username        text,                            -- null: an address that belongs to nobody here
    kind            text        not null check (kind in ('to', 'cc', 'bcc')),
    state           text        not null default 'QUEUED'
        check (state in ('QUEUED', 'SENDING', 'SENT', 'DEFERRED', 'BOUNCED', 'FAILED', 'SUPPRESSED')),
    priority        smallint    not null default 1,  -- 0 before 1 before 2
    attempts        integer     not null default 0,
    due_at          timestamptz not null,            -- SENDING: when the lease ends, and somebody else tries
    leased_by       text,
    queued_at       timestamptz not null,            -- again with every resending; tries end a while after it
    tried_at        timestamptz,
    ended_at        timestamptz,
    smtp_code       integer,                         -- the latest answer; null where nobody answered
    answer          text        check (length(answer) <= 2048),
    primary key (notification_id, address)
);
create index notification_delivery_due on notification_delivery (priority, due_at, notification_id)
    where state in ('QUEUED', 'SENDING', 'DEFERRED');
create index notification_delivery_state on notification_delivery (state, notification_id desc);
create index notification_delivery_address on notification_delivery (lower(address), notification_id desc);

-- Mailboxes that are not there. Nobody is helped by knocking again, and servers think ill of who does.
create table mail_suppression (
    address         text        primary key check (address = lower(address)),
    reason          text        not null check (length(reason) <= 2048), -- what the server said
    smtp_code       integer,
    notification_id bigint,                          -- the mail that showed it
    since           timestamptz not null
);

insert into notification_delivery (notification_id, address, kind, state, attempts, due_at, queued_at, tried_at, ended_at, smtp_code,
    answer)
select n.id, r.address, r.kind,
    -- of a mail that was refused by some nobody wrote down by whom
    case when n.state = 'QUEUED' and r.address <> all (n.pending) then 'SENT' else n.state end,
    n.attempts, n.due_at, n.created_at, a.at,
    case when n.state <> 'QUEUED' or r.address <> all (n.pending) then coalesce(n.sent_at, a.at) end,
    null, a.answer
from notification n
cross join lateral (
    select distinct on (named.address) named.address, named.kind
    from (
        select jsonb_array_elements_text(n.recipients -> 'to') as address, 'to' as kind, 1 as place
        union all select jsonb_array_elements_text(n.recipients -> 'cc'), 'cc', 2
        union all select jsonb_array_elements_text(n.recipients -> 'bcc'), 'bcc', 3) named
    order by named.address, named.place) r
left join lateral (
    select t.at, t.answer from notification_attempt t where t.notification_id = n.id order by t.attempt desc limit 1) a on true;

alter table notification_attempt
    drop constraint notification_attempt_pkey,
    drop constraint notification_attempt_outcome_check,
    add column address text,                         -- null: all of them, in the days before each had his own row
    add column smtp_code integer,
    add check (outcome in ('SENT', 'DEFERRED', 'BOUNCED', 'FAILED', 'SUPPRESSED')),
    add unique nulls not distinct (notification_id, address, attempt);

-- of the message itself remains whether anybody still waits for it, and whether somebody has got it
drop index notification_due;
alter table notification
    add column task_key bigint,                      -- null: not about a task
    alter column process_instance_key drop not null, -- null: not about a request either
    drop column pending,
    drop column attempts,
    drop column due_at,
    drop column leased_by,
    drop column leased_until;
create index notification_of_task on notification (task_key) where task_key is not null;

grant select, insert, update, delete on notification_delivery, mail_suppression to countersign_app;
