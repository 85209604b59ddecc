-- Changes of agents' status that connected systems are to be told of; written with the desk's change, taken away when the journal has them.
create table agent_changes (
  seq bigint generated always as identity primary key,
  tenant_id text not null,
  user_id text not null,
  version integer not null,               -- the desk's
  at timestamptz not null,
  name text not null,
  email text not null,
  state text not null,                    -- AgentStatus
  reason text,
  session_id text,
  queue text,
  before text
);
create index agent_changes_of on agent_changes (tenant_id, user_id, version);

select liaison_protect('agent_changes');
