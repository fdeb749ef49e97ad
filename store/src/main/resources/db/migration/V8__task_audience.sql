-- Whom a task is for, worked out once when the task is written, not by everybody who asks.
create function task_audience(assignee text, candidate_users text[], candidate_groups text[], approval jsonb) returns text[]
    language plpgsql immutable parallel safe as $$
declare
    approvers jsonb := approval -> 'approvers';
    groups jsonb := approval -> 'groups';
    audience text[];
begin
    -- a name or a list of names; anything else in the policy names nobody
    select array_agg(distinct principal) into audience
    from (select 'u:' || assignee as principal where assignee <> ''
          union all select 'u:' || name from unnest(candidate_users) as name
          union all select 'g:' || name from unnest(candidate_groups) as name
          union all select 'u:' || (name #>> '{}') from jsonb_array_elements(
              case jsonb_typeof(approvers) when 'array' then approvers when 'string' then jsonb_build_array(approvers) else '[]' end) as name
          where jsonb_typeof(name) = 'string'
          union all select 'g:' || (name #>> '{}') from jsonb_array_elements(
              case jsonb_typeof(groups) when 'array' then groups when 'string' then jsonb_build_array(groups) else '[]' end) as name
          where jsonb_typeof(name) = 'string') as named;
    return coalesce(audience, array['*']);
end
$$;

alter table task add column principals text[] not null
    generated always as (task_audience(assignee, candidate_users, candidate_groups, approval)) stored;

create or replace function task_inserted() returns trigger
    language plpgsql set search_path = public as $$
begin
    insert into task_candidate (principal, state, sort_at, task_key)
    select principal, t.state, task_sort_at(t::task), t.key
    from new_task t cross join unnest(t.principals) as principal;
    return null;
end
$$;

create or replace function task_deleted() returns trigger
    language plpgsql set search_path = public as $$
begin
    delete from task_candidate c
    using (select principal, t.state, task_sort_at(t::task) as sort_at, t.key
           from old_task t cross join unnest(t.principals) as principal) gone
    where (c.principal, c.state, c.sort_at, c.task_key) = (gone.principal, gone.state, gone.sort_at, gone.key);
    return null;
end
$$;

create or replace function task_updated() returns trigger
    language plpgsql set search_path = public as $$
begin
    -- every insert that may meet a known row comes by here, mostly with nothing
    if not exists (select from new_task) then
        return null;
    end if;
    delete from task_candidate c
    using (select principal, t.state, task_sort_at(t::task) as sort_at, t.key
           from old_task t cross join unnest(t.principals) as principal) gone
    where (c.principal, c.state, c.sort_at, c.task_key) = (gone.principal, gone.state, gone.sort_at, gone.key);
    insert into task_candidate (principal, state, sort_at, task_key)
    select principal, t.state, task_sort_at(t::task), t.key
    from new_task t cross join unnest(t.principals) as principal;
    -- who has a task is of no use once it is closed, and old claims would slow down "mine"
    delete from task_claim c using new_task t where c.task_key = t.key and t.state <> 'OPEN';
    return null;
end
$$;

drop function task_principals(task);
drop function approval_names(jsonb);
