-- Where somebody hears of things beside mail and app; its address may be all it takes to write there, so nobody else is shown it.
alter table notification_preference add column webhook text check (length(webhook) <= 2000);

-- A notice that goes there is a delivery like any other, and becomes a mail where it does not arrive.
alter table notification_delivery
    drop constraint notification_delivery_kind_check,
    add constraint notification_delivery_kind_check check (kind in ('to', 'cc', 'bcc', 'webhook'));
create index notification_delivery_hook on notification_delivery (due_at)
    where kind = 'webhook' and state in ('QUEUED', 'SENDING', 'DEFERRED');
