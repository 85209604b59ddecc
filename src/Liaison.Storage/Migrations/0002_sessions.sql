-- Sessions: one contact with one person each, as the facts about it add up. What is known is one document; the columns beside it are what lists look for and show.
-- The comparisons that lists use (=, <, > on texts and times) are leakproof, so that they can use an index although row-level security stands before them; like and @@ are not.

create table sessions (
  id text primary key,
  tenant_id text not null references tenants,
  source text not null,
  external_id text not null,
  document jsonb not null default '{}',   -- by path: [microseconds, event id, value]
  version integer not null default 0,
  moments smallint not null default 0,    -- PastMoments
  began_at timestamptz not null,
  ended_at timestamptz,
  answered_at timestamptz,
  channel smallint not null default 0,
  direction smallint not null default 0,
  status text not null default '',
  queue text,
  campaign text,
  disposition text,
  sub_disposition text,
  agent_name text,
  agent_email text,                       -- the agent whom it belongs to, in lower case
  agents text[] not null default '{}',    -- all who had to do with it, in lower case
  customer_name text,
  first_name text,
  last_name text,
  company text,
  email text,                             -- in lower case
  phone text,                             -- E.164 where it is a number, else as told
  recordings text[] not null default '{}', -- of each part: the id of the file here, or else its address at the source
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
create unique index sessions_external on sessions (tenant_id, source, external_id);
create index sessions_began on sessions (tenant_id, began_at, id);
create index sessions_channel on sessions (tenant_id, channel, began_at, id);
create index sessions_queue on sessions (tenant_id, queue, began_at, id) where queue is not null;
create index sessions_campaign on sessions (tenant_id, campaign, began_at, id) where campaign is not null;
create index sessions_agent on sessions (tenant_id, agent_email, began_at, id) where agent_email is not null;
create index sessions_disposition on sessions (tenant_id, disposition, began_at, id) where disposition is not null;

-- The words by which a session is found, each from its beginning: names, addresses, ids, and numbers backwards (#…), for people type their ends.
create table session_words (
  tenant_id text not null,
  word text collate "C" not null,
  session_id text not null references sessions on delete cascade,
  primary key (session_id, word)
);
create index session_words_found on session_words (tenant_id, word, session_id);

-- A file belongs to a case or to a session.
alter table attachments alter column case_id drop not null;
alter table attachments add column session_id text references sessions on delete cascade;
alter table attachments add constraint attachments_owner check (num_nonnulls(case_id, session_id) = 1);
create index attachments_by_session on attachments (session_id) where session_id is not null;

select liaison_protect('sessions');
select liaison_protect('session_words');
