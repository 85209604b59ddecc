-- Call flows: a draft that is worked on, the versions that were published, and which of them is at work.
create table flows (
  id text primary key,
  tenant_id text not null references tenants,
  document jsonb not null,               -- the draft
  version integer not null default 1,    -- counts every change of this row
  published integer,                     -- the version that is at work; null: none
  published_at timestamptz,
  published_by text
);
create unique index flows_by_name on flows (tenant_id, lower(document->>'name'));

create table flow_versions (
  tenant_id text not null,
  flow_id text not null references flows on delete cascade,
  version integer not null,
  document jsonb not null,
  note text not null default '',
  at timestamptz not null,
  by text not null,
  primary key (flow_id, version)
);

-- Runs through flows, with the way that each took. A run that waits for the caller's digits goes on in whichever process is told of them.
create table flow_runs (
  id text not null,
  tenant_id text not null,
  flow_id text,                          -- null: no flow was for it
  flow_version integer,
  flow_name text,
  session_id text,
  began_at timestamptz not null,
  changed_at timestamptz not null,
  leg integer not null default 0,        -- counts how often it went on
  waits boolean not null,
  state jsonb not null,
  primary key (id, began_at)
) partition by range (began_at);
create table flow_runs_rest partition of flow_runs default;
create index flow_runs_by_session on flow_runs (session_id, id) where session_id is not null;
create index flow_runs_by_flow on flow_runs (tenant_id, flow_id, id);

select liaison_protect(t) from unnest(array['flows', 'flow_versions', 'flow_runs', 'flow_runs_rest']) t;

-- From now on every table that lies in parts gets them, whatever its name; it needs a default part NAME_rest.
create or replace function liaison_partitions(months integer) returns void language plpgsql as $$
declare
  t text;
  first date;
begin
  for t in select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = current_schema()::regnamespace order by 1 loop
    for n in 0 .. months loop
      first := date_trunc('month', now() at time zone 'utc')::date + make_interval(months => n);
      if to_regclass(t || '_' || to_char(first, 'YYYY_MM')) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', t || '_' || to_char(first, 'YYYY_MM'), t,
          first::timestamp at time zone 'utc', (first + make_interval(months => 1))::timestamp at time zone 'utc');
        perform liaison_protect(t || '_' || to_char(first, 'YYYY_MM'));
      end if;
    end loop;
  end loop;
end $$;

select liaison_partitions(2);
