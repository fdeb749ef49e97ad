-- Tasks that have appeared and that a feature has something to do for. Written with the task, and gone in the transaction in which the
-- features have done it, so that it is done once whichever node does it.
create table task_arrival (
    task_key   bigint      primary key,
    arrived_at timestamptz not null default now(),
    handled    text[]      not null default '{}', -- those of the features that have done theirs, while another one failed
    tries      integer     not null default 0,
    try_at     timestamptz not null default '-infinity' -- infinity: given up
);
create index task_arrival_next on task_arrival (try_at, task_key);

grant select, insert, update, delete on task_arrival to countersign_app;
