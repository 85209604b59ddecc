-- What statistics need of a session, small and beside it, so that counting a day does not read every word that was said. Sessions from before this have none; their document is read instead.
alter table sessions add column course text;
alter table sessions add column over_at timestamptz not null default 'infinity'; -- the last moment that is known of it; it goes on while infinite
create index sessions_over on sessions (tenant_id, over_at);

-- How far each connection has its files. Whoever makes them holds the row.
create table statistics_progress (
  connection_id text primary key references connections on delete cascade,
  tenant_id text not null,
  since timestamptz not null,             -- the first interval that it was to have began then
  done_to timestamptz not null,           -- intervals that ended by then have their files
  looked_at timestamptz not null,         -- what changed in sessions by then was looked at
  next_number bigint not null default 1
);

create table statistics_files (
  id text primary key,
  tenant_id text not null,
  connection_id text not null references connections on delete cascade,
  layout text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  number bigint not null,                 -- counts a connection's files, from 1
  name text not null,
  content text not null,
  size integer not null,
  sha256 text not null,
  row_count integer not null,
  cause smallint not null,                -- FileCause
  made_at timestamptz not null,
  made_by text not null,
  delivery_id text not null,
  planned boolean not null default false, -- whether the delivery is on its way; until then whoever comes by sees to it
  unique (connection_id, number)
);
create index statistics_files_of on statistics_files (connection_id, from_at, layout, number desc);
create index statistics_files_unplanned on statistics_files (tenant_id) where not planned;
create index statistics_files_made on statistics_files (made_at);

select liaison_protect('statistics_progress');
select liaison_protect('statistics_files');
