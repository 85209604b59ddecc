-- The first house: tenants, people, configuration, cases, and the durable road.
-- Every table carries its tenant, and row-level security binds even the tables' owner. A session says whose eyes it has with
--   set liaison.tenant = 'ten_…'   (one tenant)   or   '*'   (the hub's own workers, which serve all).
-- Without it, no row is seen.

create function liaison_sees(tenant text) returns boolean language sql stable parallel safe
return current_setting('liaison.tenant', true) in (tenant, '*');

create table tenants (
  id text primary key,
  name text not null,
  next_case bigint not null default 1,
  created_at timestamptz not null default now()
);

create table key_ring (
  id integer primary key,
  wrapped bytea not null,
  created_at timestamptz not null
);

-- People and their keys ------------------------------------------------------------------------------------------------

create table users (
  id text primary key,
  tenant_id text not null references tenants,
  name text not null,
  email text not null,
  role text not null check (role in ('administrator', 'supervisor', 'agent')),
  password text not null,
  locale text not null default 'en',
  time_zone text not null default 'Europe/London',
  disabled boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index users_email on users (lower(email));

create table sign_ins (
  token_hash bytea primary key,
  tenant_id text not null references tenants,
  user_id text not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table api_keys (
  id text primary key,
  tenant_id text not null references tenants,
  name text not null,
  hash bytea not null unique,
  hint text not null,
  scopes text[] not null,
  connection_id text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table audit (
  seq bigint generated always as identity primary key,
  id text not null,
  tenant_id text not null,
  at timestamptz not null,
  who text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_by_tenant on audit (tenant_id, seq desc);

create table idempotency_keys (
  tenant_id text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  content_type text,
  body bytea,
  created_at timestamptz not null,
  primary key (tenant_id, key)
);

-- Configuration documents: versioned jsonb, each change kept -------------------------------------------------------------

create table connections (
  id text primary key,
  tenant_id text not null references tenants,
  kind text not null,
  name text not null,
  enabled boolean not null default false,
  settings jsonb not null,                -- secrets inside are sealed for this tenant
  parked jsonb,                           -- a fault, while nobody can get through
  parked_at timestamptz,
  resumed_at timestamptz,                 -- what was tried before does not park it again
  last_received_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now()
);

create table case_references (
  id text primary key,
  tenant_id text not null references tenants,
  connection_id text not null references connections on delete cascade,
  name text not null,
  label text not null,
  version integer not null default 1,
  unique (tenant_id, name)
);

create table templates (
  id text primary key,
  tenant_id text not null references tenants,
  connection_id text not null references connections on delete cascade,
  document jsonb not null,
  version integer not null default 1
);

create table case_types (
  tenant_id text not null references tenants,
  name text not null,
  document jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, name)
);

create table rules (
  id text primary key,
  tenant_id text not null references tenants,
  case_type text not null,
  position integer not null,
  document jsonb not null,
  version integer not null default 1
);

-- What a configuration document was before each change
create table document_versions (
  tenant_id text not null,
  kind text not null,
  id text not null,
  version integer not null,
  document jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  primary key (tenant_id, kind, id, version)
);

-- Cases --------------------------------------------------------------------------------------------------------------------

create table cases (
  id text primary key,
  tenant_id text not null references tenants,
  number text not null,
  -- So that C-1000000 follows C-999999. A column, for row-level security lets an index be searched by a column's bare comparison, not by what a function makes of it.
  number_sorted text not null generated always as (lpad(number, 20)) stored,
  type text not null,
  status text not null,
  "values" jsonb not null,
  person jsonb,
  address jsonb,
  external_id text,
  search text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  version integer not null default 1,
  change_id text not null                 -- the event that made this version: tells a writer whether its change is the one that stands
);
create unique index cases_number on cases (tenant_id, number);
create unique index cases_external on cases (tenant_id, external_id) where external_id is not null;
create index cases_numbered on cases (tenant_id, number_sorted, id);
create index cases_updated on cases (tenant_id, updated_at desc, id desc);

create table case_history (
  seq bigint generated always as identity primary key,
  tenant_id text not null,
  case_id text not null,
  at timestamptz not null,
  who text not null,
  kind text not null,
  text text not null,
  field text,
  old_value text,
  new_value text,
  delivery_id text
);
create index case_history_by_case on case_history (case_id, seq desc);

create table attachments (
  id text primary key,
  tenant_id text not null,
  case_id text not null references cases on delete cascade,
  name text not null,
  description text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  added_at timestamptz not null,
  added_by text not null
);
create index attachments_by_case on attachments (case_id);

-- A record over there that belongs to a case or a session here. The number that a reference holds is this row. A session has one of each kind in each system that it is written into.
create table record_links (
  tenant_id text not null,
  connection_id text not null,
  subject text not null,
  reference text not null,
  record_type text not null,
  record text not null,
  version text,                           -- the record's own counter, as of our last write or read: echoes are known by it
  linked_at timestamptz not null,
  primary key (subject, connection_id, reference)
);
create index record_links_by_record on record_links (connection_id, record_type, record);
create index record_links_searched on record_links (tenant_id, record);

-- The durable road -----------------------------------------------------------------------------------------------------------

create table events (
  id text not null,
  tenant_id text not null,
  source text not null,
  external_id text not null,
  type text not null,
  subject text not null,
  at timestamptz not null,
  data text not null,
  hops integer not null default 0
) partition by range (at);
create table events_rest partition of events default;
create index events_by_id on events (id);

-- Facts from outside are known by (source, id); those from inside are counted by the case's own version.
create table event_keys (
  tenant_id text not null,
  source text not null,
  external_id text not null,
  event_id text not null,
  at timestamptz not null,
  primary key (tenant_id, source, external_id)
);

-- A delivery lies in two tables. What was decided is written once and stays. How far it has come is a narrow row beside it: in the queue while it is
-- not finished, among the outcomes when it is; never in both, so that finding work does not wade through what is done.
create table drafts (
  seq bigint generated always as identity, -- its place in the order of acceptance
  id text not null,
  tenant_id text not null,
  connection_id text not null,
  kind smallint not null,                 -- DeliveryKind
  lane bigint not null,
  subject text not null,
  subject_number text,
  event_id text not null,
  template_id text,
  template_version integer not null default 0,
  reference text not null,                -- this and the next three stand in the draft too; here they are looked for
  record_type text not null,
  file_name text,
  incoming_record text,
  draft text not null,                    -- JSON, passed through as it is: nothing looks into it here
  steps text not null,                    -- as planned
  created_at timestamptz not null,
  primary key (tenant_id, seq)
);
create unique index drafts_id on drafts (id);
create index drafts_subject on drafts (subject, seq desc);

-- A claim changes no column that is indexed, so it writes no index (a heap-only update); that is what the room in each page is for.
create table queue (
  seq bigint not null,
  tenant_id text not null,
  connection_id text not null,
  lane bigint not null,
  state smallint not null default 0 check (state in (0, 1, 2)), -- DeliveryState: waiting, running, parked
  due_at timestamptz not null,
  after_id text,
  attempts integer not null default 0,
  epoch integer not null default 0,       -- counts claims: a woken process with an older one changes nothing
  first_tried_at timestamptz,
  in_doubt boolean not null default false, -- the first unfinished write may have been done: look before writing
  owner text,                             -- which worker holds it, while it runs
  subject text not null,
  reference text not null,
  steps text,                             -- null while none is done
  fault text,
  record text,
  result text,
  updated_at timestamptz not null,
  primary key (connection_id, seq)
) with (fillfactor = 45, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_threshold = 100000);
create index queue_lane on queue (lane, seq);

create table outcomes (
  seq bigint not null,
  tenant_id text not null,
  connection_id text not null,
  state smallint not null check (state in (3, 4, 5, 6)), -- DeliveryState: delivered, failed, dead, cancelled
  attempts integer not null,
  epoch integer not null,
  first_tried_at timestamptz,
  in_doubt boolean not null,
  steps text,
  fault text,
  record text,
  result text,
  updated_at timestamptz not null,
  primary key (tenant_id, seq)
);
create index outcomes_trouble on outcomes (tenant_id, state, seq desc) where state in (4, 5);

-- Deliveries whole, for whoever reads.
create view deliveries as
select p.seq, p.id, p.tenant_id, p.connection_id, p.kind, s.state, p.lane, p.subject, p.subject_number, p.event_id, p.template_id, p.template_version, s.after_id, s.due_at, s.attempts,
  s.epoch, s.first_tried_at, s.in_doubt, s.owner, p.reference, p.record_type, p.file_name, p.incoming_record, p.draft::json as draft, coalesce(s.steps, p.steps)::json as steps,
  s.fault::json as fault, s.record, s.result, p.created_at, s.updated_at,
  s.seq as progress_seq                   -- the same as seq: whoever asks for all before or after a place says it of both, for the planner does not conclude it
from drafts p join (
  select seq, tenant_id, connection_id, state, due_at, after_id, attempts, epoch, first_tried_at, in_doubt, owner, steps, fault, record, result, updated_at from queue
  union all
  select seq, tenant_id, connection_id, state, updated_at, null, attempts, epoch, first_tried_at, in_doubt, null, steps, fault, record, result, updated_at from outcomes
) s on s.tenant_id = p.tenant_id and s.connection_id = p.connection_id and s.seq = p.seq;

-- Who carries deliveries out. A worker says every few seconds that it lives; what one held that says so no longer is taken back.
create table workers (
  owner text primary key,
  alive_until timestamptz not null        -- by the database's clock, which all share
);

create table attempts (
  delivery_id text not null,
  tenant_id text not null,
  number integer not null,
  step smallint not null,                 -- StepKind
  at timestamptz not null,
  duration_ms double precision not null,
  fault text,
  exchanges text not null,
  note text
) partition by range (at);
create table attempts_rest partition of attempts default;
create index attempts_by_delivery on attempts (delivery_id, number);

-- Whose eyes see what ----------------------------------------------------------------------------------------------------------

-- The setting is asked for once a statement (that is what the little selects are for), not once a row.
create function liaison_protect(name text, tenant text default 'tenant_id') returns void language plpgsql as $$
declare
  eyes constant text := format('(select current_setting(''liaison.tenant'', true)) = ''*'' or %I = (select current_setting(''liaison.tenant'', true))', tenant);
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy tenant_only on %I using (%s) with check (%s)', name, eyes, eyes);
end $$;

do $$
declare t text;
begin
  foreach t in array array['users', 'sign_ins', 'api_keys', 'audit', 'idempotency_keys', 'connections', 'case_references', 'templates', 'case_types', 'rules',
    'document_versions', 'cases', 'case_history', 'attachments', 'record_links', 'events', 'event_keys', 'drafts', 'queue', 'outcomes', 'attempts', 'events_rest', 'attempts_rest']
  loop
    perform liaison_protect(t);
  end loop;
  perform liaison_protect('tenants', 'id');
end $$;

-- Long tables lie in parts of a month each: old ones can be let go whole. What falls into no part lands in the rest ----------------

create function liaison_partitions(months integer) returns void language plpgsql as $$
declare
  t text;
  first date;
begin
  foreach t in array array['events', 'attempts'] loop
    for n in 0 .. months loop
      first := date_trunc('month', now() at time zone 'utc')::date + make_interval(months => n);
      if to_regclass(format('%s_%s', t, to_char(first, 'YYYY_MM'))) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', t || '_' || to_char(first, 'YYYY_MM'), t,
          first::timestamp at time zone 'utc', (first + interval '1 month')::timestamp at time zone 'utc');
        perform liaison_protect(t || '_' || to_char(first, 'YYYY_MM'));
      end if;
    end loop;
  end loop;
end $$;

select liaison_partitions(2);
