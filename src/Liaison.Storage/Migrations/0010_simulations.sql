-- Which tenants are there to be shown and tried out: simulated traffic may come into them without anybody being asked.
alter table tenants add column demo boolean not null default false;

-- The simulation that a tenant has, or had last. The process that plays it says every second how far it is, and learns whether it is to stop.
create table simulations (
  tenant_id text primary key references tenants on delete cascade,
  run text not null,
  ordered jsonb not null,
  progress jsonb not null,
  started_by text not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  stop_asked boolean not null default false
);
alter table simulations enable row level security;
alter table simulations force row level security;
create policy tenant_only on simulations using (liaison_sees(tenant_id)) with check (liaison_sees(tenant_id));
