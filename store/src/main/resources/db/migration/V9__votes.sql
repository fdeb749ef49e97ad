-- Several people decide together: what each vote counts, and which turn it was.
alter table task_decision
    add column weight integer not null default 1 check (weight > 0),
    add column step   integer not null default 0 check (step >= 0);
