-- Documents of which an organisation has one each: how its agents work.
create table tenant_documents (
  tenant_id text not null references tenants,
  kind text not null,
  document jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, kind)
);

-- The agents' desks. The document is the whole of it; the columns beside it are what is looked for.
create table desk_agents (
  user_id text primary key references users on delete cascade,
  tenant_id text not null references tenants,
  state text not null,                    -- JSON: AgentState
  presence smallint not null default 0,   -- Presence
  reason text,
  since timestamptz not null,
  idle_since timestamptz not null,
  has_offer boolean not null default false,
  due_at timestamptz,                     -- when something happens by itself: an offer goes on, wrap-up ends
  version integer not null default 0
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
create index desk_agents_due on desk_agents (due_at) where due_at is not null;
create index desk_agents_of on desk_agents (tenant_id, presence);

-- Whose desks a session lies on.
create table desk_legs (
  tenant_id text not null,
  session_id text not null,
  user_id text not null references desk_agents on delete cascade,
  leg text not null,
  primary key (session_id, user_id, leg)
);
create index desk_legs_of on desk_legs (user_id);

-- What agents' presence was, and when: append only.
create table desk_states (
  tenant_id text not null,
  user_id text not null,
  at timestamptz not null,
  presence smallint not null,
  reason text,
  session_id text
) partition by range (at);
create table desk_states_rest partition of desk_states default;
create index desk_states_by_user on desk_states (tenant_id, user_id, at);

-- Offers of our own routing. A session is offered to one agent at a time.
create table desk_offers (
  tenant_id text not null,
  session_id text not null,
  leg text not null,
  user_id text not null,
  queue text,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  outcome text,                           -- answered, missed, declined, abandoned; null while it rings
  ended_at timestamptz,
  primary key (leg)
);
create unique index desk_offers_open on desk_offers (session_id) where outcome is null;
create index desk_offers_by_user on desk_offers (tenant_id, user_id, offered_at);

create table desk_waiting (
  session_id text primary key references sessions on delete cascade,
  tenant_id text not null,
  queue text,
  priority integer not null,
  skills text[] not null default '{}',
  since timestamptz not null,
  for_user text,
  tried text[] not null default '{}',
  tried_at timestamptz,
  offered_to text                         -- null while it may be offered
);
create index desk_waiting_of on desk_waiting (tenant_id, priority desc, since);

-- Sessions that changed and were not looked at yet; written with the change itself.
create table desk_news (
  session_id text primary key,
  tenant_id text not null,
  version integer not null,
  at timestamptz not null
);
create index desk_news_at on desk_news (at);

-- Facts that desks tell of sessions; written with the desk's change, taken away when the journal has them.
create table desk_facts (
  seq bigint generated always as identity primary key,
  id text not null,
  tenant_id text not null,
  session_id text not null,
  type text not null,
  at timestamptz not null,
  data text not null,
  who text not null,
  hub text
);

do $$
declare t text;
begin
  foreach t in array array['tenant_documents', 'desk_agents', 'desk_legs', 'desk_states', 'desk_states_rest', 'desk_offers', 'desk_waiting', 'desk_news', 'desk_facts']
  loop
    perform liaison_protect(t);
  end loop;
end $$;

-- From now on every table that is partitioned gets its months.
create or replace function liaison_partitions(months integer) returns void language plpgsql as $$
declare
  t text;
  first date;
begin
  for t in select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = current_schema()::regnamespace order by c.relname loop
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
