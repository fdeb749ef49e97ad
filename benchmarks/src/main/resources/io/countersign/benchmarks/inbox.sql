-- A large organisation's inbox: people, groups, and tasks with all that a list shows of them.
-- Everybody is in three groups; one task in five is somebody's own, the others are their group's.
create temporary table size as
select ${people} as people, ${groups} as groups, ${open} as open, ${closed} as closed, 9000000000000000::bigint as base;

insert into app_user (username, display_name, roles, password_hash)
select 'user' || i, 'User ' || i, '{USER}', (select password_hash from app_user where username = 'requester')
from size, generate_series(1, people) as i;

insert into user_group (id, display_name) select 'group' || i, 'Group ' || i from size, generate_series(1, groups) as i;

insert into group_member (group_id, username)
select distinct 'group' || (1 + (i * step) % groups), 'user' || i
from size, generate_series(1, people) as i, unnest(array[1, 7, 31]) as step;

insert into process_definition (key, process_id, version, name, resource_name, resource, checksum, deployed_at)
select base - p, 'process' || p, 1, 'Process ' || p, 'p.bpmn', '', 'p', now() from size, generate_series(1, 20) as p;

insert into process_instance (key, partition_id, process_definition_key, process_id, version, root_process_instance_key, state,
    started_at, ended_at)
select base + i, 1, base - 1 - i % 20, 'process' || (1 + i % 20), 1, base + i,
    case when i <= open then 'ACTIVE' else 'COMPLETED' end,
    now() - i * interval '20 seconds', case when i > open then now() - i * interval '10 seconds' end
from size, generate_series(1, open + closed) as i;

insert into start_request (id, caller, requester, process_id, business_key, requested_at, process_instance_key)
select gen_random_uuid(), 'user:user' || (1 + i % people), 'user' || (1 + i % people), 'process' || (1 + i % 20), 'R-' || i,
    now() - i * interval '20 seconds', base + i
from size, generate_series(1, open + closed) as i;

insert into variable (key, process_instance_key, scope_key, name, value, updated_at)
select base + i * 10 + v, base + i, base + i, (array['amount', 'item', 'supplier', 'costCentre', 'reason'])[v],
    case v when 1 then (i % 10000)::text else '"something of some length ' || i || '"' end, now()
from size, generate_series(1, open + closed / 10) as i, generate_series(1, 5) as v;

insert into task (key, kind, partition_id, process_instance_key, element_instance_key, process_definition_key, process_id, element_id,
    name, state, assignee, candidate_groups, due_at, approval, created_at, ended_at)
select base + i, 'NATIVE', 1, base + i, base + 10000000 + i, base - 1 - i % 20, 'process' || (1 + i % 20), 'approve', 'Approve it',
    case when i <= open then 'OPEN' else 'COMPLETED' end,
    case when i % 5 = 0 then 'user' || (1 + i % people) end,
    case when i % 5 > 0 then array['group' || (1 + i % groups)] else '{}' end,
    case when i % 3 = 0 then now() + (i % 1000) * interval '1 hour' end, '{"policy": "any"}',
    now() - i * interval '20 seconds', case when i > open then now() - i * interval '10 seconds' end
from size, generate_series(1, open + closed) as i;

analyze;
