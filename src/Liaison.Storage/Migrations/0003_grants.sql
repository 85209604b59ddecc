-- Access that people granted us in other systems (OAuth 2.0), and sign-ins there that are under way.

create table grants (
  connection_id text primary key references connections on delete cascade,
  tenant_id text not null references tenants,
  generation bigint not null default 1,   -- counts each token stored: whoever writes says which one the answer follows
  access text,                            -- sealed for this tenant and connection; null once disconnected
  refresh text,                           -- sealed; null when the system gave none
  instance text,
  account jsonb,
  organisation text not null,             -- outlives a disconnect: connecting to another one is asked about
  connected_at timestamptz not null,
  connected_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  refresh_at timestamptz not null,        -- when a connection in use gets a newer one
  keep_at timestamptz not null,           -- when a quiet one does, so that the refresh token does not die unused
  used_at timestamptz not null,           -- to the hour
  life_seconds integer,                   -- the life that was observed, when it was shorter than told
  rotates boolean,                        -- whether a refresh token is good for one use; null until seen
  lease_owner text,                       -- the process that is asking for a newer one
  lease_until timestamptz,                -- kept without an owner, or past: the answer may have been lost
  failures integer not null default 0,
  retry_at timestamptz,
  last_fault jsonb,
  ended jsonb,                            -- the fault after which a person must connect again
  ended_at timestamptz
);

create table authorizations (
  state_hash bytea primary key,
  tenant_id text not null references tenants,
  connection_id text not null references connections on delete cascade,
  session_hash bytea not null,            -- the sign-in that began it, and alone may end it
  verifier text not null,                 -- sealed
  redirect text not null,
  authority text not null,                -- where the person was sent
  return_to text,
  other_organisation boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

do $$
declare t text;
begin
  foreach t in array array['grants', 'authorizations']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_only on %I using (liaison_sees(tenant_id)) with check (liaison_sees(tenant_id))', t);
  end loop;
end $$;
