-- Documents that a connection has one of each: how people are identified in it, what conversations become in it.
create table connection_documents (
  tenant_id text not null,
  connection_id text not null references connections on delete cascade,
  kind text not null,
  document jsonb not null,
  version integer not null default 1,
  primary key (connection_id, kind)
);
alter table connection_documents enable row level security;
alter table connection_documents force row level security;
create policy tenant_only on connection_documents using (liaison_sees(tenant_id)) with check (liaison_sees(tenant_id));
