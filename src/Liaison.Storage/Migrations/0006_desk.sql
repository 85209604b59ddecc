-- Documents of which an organisation has one each: how its agents work.
create table tenant_documents (
  tenant_id text not null references tenants,
  kind text not null,
  document jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, kind)
);
select liaison_protect('tenant_documents');
