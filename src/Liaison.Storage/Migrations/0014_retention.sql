-- Letting go of what is kept for a time: whose turn it is, for each kind of row. Whoever holds the turn renews it with every batch.
create table retention_rounds (
  name text primary key,
  owner text,                             -- the process that is at it; null between rounds
  lease_until timestamptz not null,       -- by the database's clock, which all share
  due_at timestamptz not null,            -- when the next round begins
  removed bigint not null default 0       -- rows, over all rounds
);

-- So that what is oldest is found without looking through the rest.
create index desk_states_at on desk_states (at);
create index desk_offers_at on desk_offers (offered_at);
create index idempotency_keys_at on idempotency_keys (created_at);

-- Lets go of a table's months that lie before a moment and hold nothing any more. One that somebody is looking into waits for the next time.
create function liaison_drop_empty(parent text, before timestamptz) returns integer language plpgsql as $$
declare
  part text;
  held boolean;
  dropped integer := 0;
begin
  perform set_config('lock_timeout', '200ms', true);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and c.relname ~ '_\d{4}_\d{2}$'
      and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'utc' <= before
    order by 1
  loop
    begin
      execute format('select exists (select from %I)', part) into held;
      if not held then
        -- Nobody can put anything in now; whoever did so before is waited for, and seen.
        execute format('lock table only %I, only %I in access exclusive mode', parent, part);
        execute format('select exists (select from %I)', part) into held;
        if not held then
          execute format('drop table %I', part);
          dropped := dropped + 1;
        end if;
      end if;
    exception when lock_not_available then
      null;
    end;
  end loop;
  return dropped;
end $$;
