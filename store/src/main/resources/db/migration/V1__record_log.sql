-- The record log: what the broker did, in the order in which it did it. Written by the exporter, read by the projection.

do $$
declare
    name text;
begin
    -- group roles; whoever installs Countersign makes login roles members of them
    foreach name in array array ['countersign_app', 'countersign_exporter'] loop
        if not exists (select from pg_roles where rolname = name) then
            begin
                execute format('create role %I nologin', name);
            exception
                -- roles belong to the server: another database may be migrated at the same moment
                when duplicate_object or unique_violation then null;
            end;
        end if;
    end loop;
end
$$;

create table zeebe_record (
    day                  date        not null, -- UTC date of ts; the unit of retention
    partition_id         integer     not null,
    position             bigint      not null,
    record_key           bigint      not null,
    value_type           text        not null, -- as in the Zeebe protocol: PROCESS_INSTANCE, JOB, …
    intent               text        not null,
    process_instance_key bigint      not null, -- -1 where the record belongs to no instance
    ts                   timestamptz not null,
    value                text        not null, -- the record's value as JSON, as the broker exports it
    -- the projection reads in order of position, so position comes before day
    primary key (partition_id, position, day)
) partition by range (day);

create table zeebe_record_default partition of zeebe_record default;

create table exporter_position (
    partition_id integer     primary key,
    position     bigint      not null, -- everything at or below it is in the log or was not wanted
    cluster_id   uuid        not null, -- made when the exporter first runs, also kept in the broker
    state        text        not null check (state in ('RUNNING', 'REFUSED')),
    state_detail text,                 -- for REFUSED: what is wrong and what to do
    exported_ts  timestamptz,          -- timestamp of the record at position
    updated_at   timestamptz not null default now()
);

create table exporter_dead_letter (
    partition_id integer     not null,
    position     bigint      not null,
    record_key   bigint      not null,
    value_type   text        not null,
    intent       text        not null,
    error        text        not null,
    value        bytea,                -- the bytes that PostgreSQL did not take, cut at 64 KiB
    created_at   timestamptz not null default now(),
    primary key (partition_id, position)
);

create table projection_cursor (
    partition_id integer     primary key,
    position     bigint      not null default -1, -- everything at or below it is in the read model
    applied_ts   timestamptz,                     -- timestamp of the record at position
    owner_node   text,                            -- which engine node moved it last
    updated_at   timestamptz not null default now()
);

-- Day partitions are made ahead of time; whoever runs the engine need not own the tables.
create function ensure_record_days(first_day date, days integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    made integer := 0;
    d    date;
    name text;
begin
    perform pg_advisory_xact_lock(hashtext('countersign.record_days'));
    for i in 0 .. days - 1 loop
        d := first_day + i;
        name := 'zeebe_record_' || to_char(d, 'YYYYMMDD');
        if to_regclass(name) is null
           and not exists (select from zeebe_record_default where day = d) then
            -- rows are only added, and all of them go at once when the day is dropped: nothing to vacuum
            execute format(
                'create table %I partition of zeebe_record for values from (%L) to (%L)'
                ' with (autovacuum_vacuum_insert_threshold = -1)',
                name, d, d + 1);
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;

create function drop_record_day(old_day date) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('countersign.record_days'));
    execute format('drop table if exists %I', 'zeebe_record_' || to_char(old_day, 'YYYYMMDD'));
    delete from zeebe_record_default where day = old_day;
end
$$;

revoke all on function ensure_record_days(date, integer), drop_record_day(date) from public;

grant select, insert on zeebe_record to countersign_exporter;
grant select, insert, update on exporter_position to countersign_exporter;
grant select, insert on exporter_dead_letter to countersign_exporter;
grant execute on function ensure_record_days(date, integer) to countersign_exporter, countersign_app;

grant select on zeebe_record, exporter_position, exporter_dead_letter to countersign_app;
grant select, insert, update, delete on projection_cursor to countersign_app;
grant execute on function drop_record_day(date) to countersign_app;

select ensure_record_days((now() at time zone 'UTC')::date, 7);
