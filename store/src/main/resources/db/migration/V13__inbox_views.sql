-- What the inbox is searched, filtered and sorted by, and the views that people keep.

-- A variable as a number; null where it is none, or has more digits than anything that people compare. The pattern keeps the
-- cast from failing.
create function variable_number(value text) returns numeric
    language sql immutable parallel safe
    return case when ascii(value) between 45 and 57 and octet_length(value) <= 100
            and value ~ '^-{0,1}[0-9]{1,30}([.][0-9]{1,30}){0,1}([eE][+-]{0,1}[0-9]{1,2}){0,1}$'
        then cast(value as numeric) end;

-- Small values of the instance itself, by name and value. A filter has to repeat these conditions for an index to be used.
create index variable_numbers on variable (name, variable_number(value), process_instance_key)
    where scope_key = process_instance_key and octet_length(name) <= 200 and variable_number(value) is not null;
-- texts, true and false, as the JSON that they are, in small letters
create index variable_texts on variable (name, lower(value) collate "C", process_instance_key)
    where scope_key = process_instance_key and octet_length(name) <= 200 and octet_length(value) <= 200
        and ascii(value) in (34, 102, 116);

-- The words of an open task: its name, its process's name, and small variables of its instance. Who made the request and its
-- business key are looked up: the engine's rows and ours come in either order. Kept by the triggers below.
create table task_search (
    task_key bigint   primary key,
    words    tsvector not null
);
create index task_search_words on task_search using gin (words) with (gin_pending_list_limit = 256);

-- Whether a value's words are searched for: a text or a number that somebody may have typed.
create function has_words(name text, value text) returns boolean
    language sql immutable parallel safe
    return name not like 'countersign%' and octet_length(value) <= 2000 and ascii(value) between 34 and 57;

create function task_words(t task) returns tsvector
    language sql stable parallel safe
    return to_tsvector('simple', concat_ws(' ', t.name,
        (select coalesce(p.name, p.process_id) from process_definition p where p.key = t.process_definition_key),
        (select string_agg(regexp_replace(small.value, '\\(u[0-9a-fA-F]{4}|.)', ' ', 'g'), ' ')
         from (select v.value from variable v
               where v.process_instance_key = t.process_instance_key and v.scope_key = t.process_instance_key
                   and has_words(v.name, v.value)
               order by v.key limit 50) as small)));

-- A plan that was made while tables were small is kept until somebody analyses them, so the functions may use the indexes only.
create function task_made_searchable() returns trigger
    language plpgsql set search_path = public as $$
begin
    insert into task_search (task_key, words) select t.key, task_words(t::task) from new_task t where t.state = 'OPEN';
    return null;
end
$$;

create function task_search_updated() returns trigger
    language plpgsql set search_path = public set enable_seqscan = off as $$
begin
    if not exists (select from new_task) then
        return null;
    end if;
    delete from task_search where task_key = any (array(select t.key from new_task t where t.state <> 'OPEN'));
    insert into task_search (task_key, words)
    select t.key, task_words(t::task)
    from new_task t join old_task before on before.key = t.key
    where t.state = 'OPEN'
        and (before.state, before.name, before.process_definition_key) is distinct from (t.state, t.name, t.process_definition_key)
    on conflict (task_key) do update set words = excluded.words;
    return null;
end
$$;

create function task_search_deleted() returns trigger
    language plpgsql set search_path = public as $$
begin
    delete from task_search s using old_task t where s.task_key = t.key;
    return null;
end
$$;

create function task_search_truncated() returns trigger
    language plpgsql set search_path = public as $$
begin
    truncate task_search;
    return null;
end
$$;

create function search_tasks_anew(instances bigint[]) returns void
    language plpgsql set search_path = public set enable_seqscan = off as $$
declare
    touched bigint[];
begin
    -- step by step, in this order: most variables come before there is a task
    select array_agg(found.key) into touched
    from unnest(instances) as changed (key)
        cross join lateral (select t.key from task t
            where t.process_instance_key = changed.key and t.state = 'OPEN' offset 0) as found;
    if touched is not null then
        update task_search s set words = task_words(t) from task t where s.task_key = any (touched) and t.key = s.task_key;
    end if;
end
$$;

create function variable_made_searchable() returns trigger
    language plpgsql set search_path = public as $$
declare
    instances bigint[];
begin
    select array_agg(distinct v.process_instance_key) into instances from new_variable v
    where v.scope_key = v.process_instance_key and has_words(v.name, v.value);
    if instances is not null then
        perform search_tasks_anew(instances);
    end if;
    return null;
end
$$;

create function variable_search_updated() returns trigger
    language plpgsql set search_path = public as $$
declare
    instances bigint[];
begin
    select array_agg(distinct v.process_instance_key) into instances
    from new_variable v join old_variable before on before.key = v.key
    where v.scope_key = v.process_instance_key and v.value <> before.value
        and (has_words(v.name, v.value) or has_words(before.name, before.value));
    if instances is not null then
        perform search_tasks_anew(instances);
    end if;
    return null;
end
$$;

create trigger task_made_searchable after insert on task
    referencing new table as new_task for each statement execute function task_made_searchable();
create trigger task_search_updated after update on task
    referencing old table as old_task new table as new_task for each statement execute function task_search_updated();
create trigger task_search_deleted after delete on task
    referencing old table as old_task for each statement execute function task_search_deleted();
create trigger task_search_truncated after truncate on task
    for each statement execute function task_search_truncated();
create trigger variable_made_searchable after insert on variable
    referencing new table as new_variable for each statement execute function variable_made_searchable();
create trigger variable_search_updated after update on variable
    referencing old table as old_variable new table as new_variable
    for each statement execute function variable_search_updated();

grant select, insert, update, delete, truncate on task_search to countersign_app;

insert into task_search (task_key, words) select t.key, task_words(t) from task t where t.state = 'OPEN';

-- a business key is found by its beginning
create index start_request_business_key_prefix on start_request (lower(business_key) text_pattern_ops)
    where business_key is not null;

-- A list that somebody keeps: what it shows, not what is in it. Whoever opens it sees what he may see.
create table inbox_view (
    id         uuid        primary key,
    owner      text        not null references app_user (username) on delete cascade,
    name       text        not null,
    icon       text,
    query      jsonb       not null, -- the parameters of GET /api/v1/tasks
    columns    text[]      not null default '{}', -- variables that the list shows as columns, in their order
    position   integer     not null, -- among the owner's
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index inbox_view_owner on inbox_view (owner, position);

create table inbox_view_share (
    view_id  uuid not null references inbox_view (id) on delete cascade,
    group_id text not null references user_group (id) on delete cascade,
    primary key (view_id, group_id)
);
create index inbox_view_share_group on inbox_view_share (group_id);

grant select, insert, update, delete on inbox_view, inbox_view_share to countersign_app;
