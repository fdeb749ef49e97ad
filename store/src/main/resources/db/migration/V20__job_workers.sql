-- What operators want of the workers of a job type, on all nodes. No row: as the workers are configured.
create table job_type_control (
    job_type   text        primary key check (length(job_type) between 1 and 255),
    paused     boolean     not null default false,
    max_active integer     check (max_active between 1 and 1000), -- on each node; null: as configured
    changed_by text        not null,
    changed_at timestamptz not null
);

-- How the workers do, as each node says of itself every few seconds. Nothing is lost with it.
create unlogged table worker_status (
    node       text             not null,
    job_type   text             not null,
    state      text             not null check (state in ('RUNNING', 'PAUSED', 'AWAY')),
    active     integer          not null,
    max_active integer          not null,
    done       bigint           not null,              -- jobs since the node started, however they ended
    p50_ms     double precision,
    p99_ms     double precision,
    failures   jsonb            not null,              -- {"retry-later": 3}
    targets    jsonb            not null,              -- what the type's jobs need, and how it is
    updated_at timestamptz      not null,
    primary key (node, job_type)
);

grant select, insert, update, delete on job_type_control, worker_status to countersign_app;
