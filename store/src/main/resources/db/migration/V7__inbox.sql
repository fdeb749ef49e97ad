-- Who sees which task, in the order of the inbox: one row per task and principal. A list of somebody's tasks is then a few
-- index scans that stop after one page, however many tasks there are; an index on the arrays in task can't be read in order.
-- Kept by the triggers below, so it equals what task says, whoever writes task.
create table task_candidate (
    principal text        not null, -- u:<user>, g:<group>, or * where the task names nobody
    state     text        not null, -- as in task
    sort_at   timestamptz not null, -- due date of an open task, infinity where it has none; end of a closed one
    task_key  bigint      not null,
    primary key (principal, state, sort_at, task_key)
);

create function task_sort_at(t task) returns timestamptz
    language sql immutable parallel safe as $$
select case when t.state = 'OPEN' then coalesce(t.due_at, 'infinity') else coalesce(t.ended_at, '-infinity') end
$$;

-- The names in a value of the approval policy: a string or a list of strings; anything else names nobody.
create function approval_names(names jsonb) returns setof text
    language sql immutable parallel safe as $$
select names #>> '{}' where jsonb_typeof(names) = 'string'
union all
select name #>> '{}' from jsonb_array_elements(case when jsonb_typeof(names) = 'array' then names else '[]' end) as name
where jsonb_typeof(name) = 'string'
$$;

create function task_principals(t task) returns setof text
    language sql immutable parallel safe as $$
with named as (
    select 'u:' || t.assignee as principal where t.assignee <> ''
    union select 'u:' || name from unnest(t.candidate_users) as name
    union select 'g:' || name from unnest(t.candidate_groups) as name
    union select 'u:' || name from approval_names(t.approval -> 'approvers') as name
    union select 'g:' || name from approval_names(t.approval -> 'groups') as name
)
select principal from named
union all
select '*' where not exists (select from named)
$$;

-- the same order for those who see every task
create index task_closed on task (state, coalesce(ended_at, '-infinity'::timestamptz), key) where state <> 'OPEN';

create function task_inserted() returns trigger
    language plpgsql set search_path = public as $$
begin
    insert into task_candidate (principal, state, sort_at, task_key)
    select principal, t.state, task_sort_at(t::task), t.key
    from new_task t cross join lateral task_principals(t::task) as principal
    on conflict do nothing;
    return null;
end
$$;

create function task_deleted() returns trigger
    language plpgsql set search_path = public as $$
begin
    delete from task_candidate c
    using (select principal, t.state, task_sort_at(t::task) as sort_at, t.key
           from old_task t cross join lateral task_principals(t::task) as principal) gone
    where (c.principal, c.state, c.sort_at, c.task_key) = (gone.principal, gone.state, gone.sort_at, gone.key);
    return null;
end
$$;

create function task_updated() returns trigger
    language plpgsql set search_path = public as $$
begin
    delete from task_candidate c
    using (select principal, t.state, task_sort_at(t::task) as sort_at, t.key
           from old_task t cross join lateral task_principals(t::task) as principal) gone
    where (c.principal, c.state, c.sort_at, c.task_key) = (gone.principal, gone.state, gone.sort_at, gone.key);
    insert into task_candidate (principal, state, sort_at, task_key)
    select principal, t.state, task_sort_at(t::task), t.key
    from new_task t cross join lateral task_principals(t::task) as principal
    on conflict do nothing;
    -- who has a task is of no use once it is closed, and old claims would slow down "mine"
    delete from task_claim c using new_task t where c.task_key = t.key and t.state <> 'OPEN';
    return null;
end
$$;

create function task_truncated() returns trigger
    language plpgsql set search_path = public as $$
begin
    truncate task_candidate;
    return null;
end
$$;

create trigger task_inserted after insert on task
    referencing new table as new_task for each statement execute function task_inserted();
create trigger task_updated after update on task
    referencing old table as old_task new table as new_task for each statement execute function task_updated();
create trigger task_deleted after delete on task
    referencing old table as old_task for each statement execute function task_deleted();
create trigger task_truncated after truncate on task
    for each statement execute function task_truncated();

grant select, insert, update, delete, truncate on task_candidate to countersign_app;

-- from a request to the processes that it called
create index process_instance_family on process_instance (root_process_instance_key)
    where parent_process_instance_key is not null;
