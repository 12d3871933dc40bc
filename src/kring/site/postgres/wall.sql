-- The rule of who reads what of a family, a second time: inside PostgreSQL, below every question.
--
-- Written by hand and apart from the filter in Python, so that a mistake in one of the two opens
-- nothing. docs/besluiten/0012 is the rule in words, 0014 tells why the wall stands like this.
-- Laid anew after every migration; everything in it may be run again.

create schema if not exists wall authorization kring_wall;
grant usage on schema public to kring_wall, kring_owner, kring_app, kring_job;

-- What the functions look up about the reader, and nothing else.
grant select (id, is_active, system_role, organisation_id) on public.kring_user to kring_wall;
grant select (id, break_glass_allowed) on public.kring_organisation to kring_wall;
grant select (id, is_restricted) on public.kring_family to kring_wall;
grant select on public.kring_seat, public.kring_hidden, public.kring_consent,
    public.kring_breakglass, public.kring_protocol, public.kring_decision to kring_wall;

-- The schema is of the lookups: the owner, who inherits nothing, cannot give it away.
set local role kring_wall;
grant usage on schema wall to kring_owner, kring_app, kring_job;

-- Who reads: told with each question, see base/reader.py. Nobody when nothing was told.
create or replace function wall.reader() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select nullif(current_setting('kring.reader', true), '')::uuid
$$;

-- The seats that count at this moment. None for who runs the site, writes policy or has left.
create or replace function wall.seats()
returns table (family uuid, role text, tie text, actor uuid)
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select seat.family_id, seat.role, seat.tie, seat.actor
    from public.kring_seat seat
    join public.kring_user person on person.id = seat.user_id
    where person.id = wall.reader() and person.is_active and person.system_role = ''
        and seat.withdrawn_at is null
        and seat.starts_at <= statement_timestamp() and statement_timestamp() < seat.ends_at
$$;

-- The families that the reader reads out of need.
create or replace function wall.under_glass() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select glass.family_id
    from public.kring_breakglass glass
    join public.kring_user person on person.id = glass.user_id
    where person.id = wall.reader() and person.is_active and person.system_role = ''
        and glass.ended_at is null
        and glass.starts_at <= statement_timestamp() and statement_timestamp() < glass.ends_at
$$;

create or replace function wall.open_seats()
returns table (family uuid, role text, tie text)
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select seat.family, seat.role, seat.tie
    from wall.seats() seat join public.kring_family home on home.id = seat.family
    where not home.is_restricted
$$;

create or replace function wall.families() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select family from wall.open_seats() union select wall.under_glass()
$$;

-- Where the reader sits, restricted or not: whoever closed a family has to open it again.
create or replace function wall.seated() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select distinct family from wall.seats()
$$;

create or replace function wall.deciding() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select distinct family from wall.seats() where role in ('family', 'coordinator')
$$;

create or replace function wall.circle() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select wall.seated() union select wall.under_glass()
$$;

-- Nobody ever sat there: whoever brings a family in is still writing it down.
create or replace function wall.is_new(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select not exists (select from public.kring_seat where family_id = asked)
$$;

create or replace function wall.may_begin() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.kring_user
        where id = wall.reader() and is_active and system_role = '')
$$;

-- The families that let the reader's organisation read in need.
create or replace function wall.in_reach() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select protocol.family_id
    from public.kring_protocol protocol
    join public.kring_organisation house on house.id = protocol.organisation_id
    join public.kring_user person on person.organisation_id = house.id
    where person.id = wall.reader() and person.is_active and person.system_role = ''
        and house.break_glass_allowed
        and exists (select from wall.seats() where role in ('worker', 'coordinator'))
$$;

-- The families that said yes to the reader for a part ('' for any of the three). A switch that
-- was turned off for this reader beats every yes.
create or replace function wall.agreed(asked text) returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    with me as (
        select wall.reader() as id
        union select organisation_id from public.kring_user where public.kring_user.id = wall.reader()
        union select actor from wall.seats() where role <> 'family'
    ), day as (
        select (statement_timestamp() at time zone 'Europe/Brussels')::date as today
    ), said as (
        select consent.family_id, part.name,
            coalesce(consent.receiver in (select me.id from me where me.id is not null), false)
                as to_me,
            consent.receiver is null as to_all,
            consent.withdrawn_on is not null as taken_back,
            consent.given_on <= day.today and consent.withdrawn_on is null
                and coalesce(consent.ends_on >= day.today, true) as counts
        from public.kring_consent consent
        cross join day
        join unnest(case asked when '' then array['story', 'map', 'plan'] else array[asked] end)
            as part (name) on consent.part in ('', part.name)
        where consent.family_id = any (array(select wall.seated()))
    )
    select said.family_id from said group by said.family_id, said.name
    having bool_or(said.counts and (said.to_me or said.to_all))
        and not bool_or(said.taken_back and said.to_me)
$$;

-- The layers of each family that are open to the reader, for records of this part.
create or replace function wall.opens(part text, by_consent boolean)
returns table (family uuid, layer smallint)
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    with agreed as (
        select wall.agreed(part) as family where by_consent
    )
    select seat.family, depth.layer
    from wall.open_seats() seat cross join unnest(array[1, 2, 3, 4]::smallint[]) as depth (layer)
    where case depth.layer
        when 1 then seat.role = 'family' or not by_consent
            or seat.family in (select agreed.family from agreed)
        when 2 then seat.role in ('worker', 'coordinator')
            and (not by_consent or seat.family in (select agreed.family from agreed))
        when 3 then seat.role = 'coordinator'
        when 4 then seat.role = 'coordinator' and seat.tie = 'secrecy'
    end
    union
    select glass.family, depth.layer
    from wall.under_glass() as glass (family)
    cross join unnest(array[1, 2]::smallint[]) as depth (layer)
$$;

-- Where the reader's own notes of layers 3 and 4 stay readable.
create or replace function wall.helped() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select family from wall.open_seats() where role <> 'family'
$$;

-- What the reader must not see: as a person, as whoever they ever were in a family, or as
-- somebody unknown while they do not coordinate there.
create or replace function wall.hidden() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select item from public.kring_hidden where who in (
        select wall.reader()
        union select member from public.kring_seat where user_id = wall.reader()
        union select actor from public.kring_seat where user_id = wall.reader())
    union
    select item from public.kring_hidden
    where who is null and family_id = any (array(select wall.circle()))
        and family_id not in (select family from wall.seats() where role = 'coordinator')
$$;

create or replace function wall.own_seats() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select id from public.kring_seat
    where user_id = wall.reader() or family_id = any (array(select wall.circle()))
$$;

create or replace function wall.decisions() returns setof uuid
language sql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
    select id from public.kring_decision where family_id = any (array(select wall.circle()))
$$;

-- What a page may do for no reader at all, or past its reader: each errand by its name in the
-- code, how far it reaches, what it may do, and in which tables. An unknown name may nothing.
create or replace function wall.runs(reach text, command text, subject text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from (values
            -- Within the families in whose circle the reader sits:
            ('one change of a circle at a time', 'circle',
                array['select', 'update'], array['kring_family']),
            ('open or close a family', 'circle',
                array['select', 'update'], array['kring_family']),
            ('switches count, seen or not', 'circle',
                array['select', 'update', 'insert'], array['kring_consent']),
            ('whose yes counts', 'circle', array['select'], array['kring_member']),
            ('what a form changed', 'circle',
                array['select', 'update'], array['kring_operation']),
            ('who must not know', 'circle', array['select'], array['kring_member']),
            ('who sits where they belong', 'circle',
                array['select'], array['kring_member', 'kring_actor']),
            ('lines that a reader does not get', 'circle', array['select'], array['*']),
            ('what stays out of a copy', 'circle', array['select'], array['*']),
            ('no more files than we can keep', 'circle', array['select'], array['*']),
            ('wipe one person', 'circle',
                array['select', 'update', 'delete'], array['*']),
            -- Anywhere:
            ('figures: only safe counts leave', 'anywhere',
                array['select'], array['kring_signal']),
            ('small seat', 'anywhere', array['select'], array['kring_seat']),
            ('invitation', 'anywhere',
                array['select', 'update'], array['kring_invitation']),
            ('family code', 'anywhere',
                array['select', 'update'], array['kring_picturecode', 'kring_seat']),
            ('leaving', 'anywhere', array['select', 'insert', 'update'],
                array['kring_seat', 'kring_invitation', 'kring_picturecode',
                    'kring_breakglass']),
            ('no longer in need', 'anywhere',
                array['select', 'update'], array['kring_breakglass']),
            ('the lead role goes over', 'anywhere', array['select'], array['kring_family']),
            ('wipe a family', 'anywhere',
                array['select', 'update', 'delete'], array['*']),
            ('erase a family', 'anywhere',
                array['select', 'update', 'delete'], array['*'])
        ) as errand (name, reach, commands, subjects)
        where errand.name = current_setting('kring.errand', true) and errand.reach = runs.reach
            and command = any (errand.commands)
            and (subject = any (errand.subjects) or '*' = any (errand.subjects)))
$$;

create or replace function wall.migrates() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(current_setting('kring.errand', true), '') = 'migrate'
$$;

grant execute on all functions in schema wall to kring_app, kring_job, kring_owner;

reset role;

-- The tables: what one may read, and which column says whose row it is.
create temporary table walled (
    name text primary key, family text not null, reads text not null, adds text not null
) on commit drop;

-- 1. The content of a family: the whole rule.
insert into walled
select name, 'family_id', format($rule$
    ((family_id, layer) in (select family, layer from wall.opens(%1$L, %2$L))
        or layer in (3, 4) and author_id = (select wall.reader())
            and family_id = any (array(select wall.helped())))
    and id <> all (array(select wall.hidden()))
    $rule$, part, by_consent) || more, 'true'
from (values
    ('kring_member', '', true, ''),
    ('kring_story', 'story', true, ''),
    ('kring_strength', 'story', true, ''),
    ('kring_actor', 'map', true, ''),
    ('kring_relation', 'map', true, ''),
    ('kring_link', 'map', true, ''),
    ('kring_maprecord', 'map', true, ''),
    ('kring_plan', 'plan', true, ''),
    ('kring_goal', 'plan', true, ''),
    ('kring_action', 'plan', true, ''),
    ('kring_agreement', 'plan', true, ''),
    ('kring_meeting', 'plan', true, ''),
    ('kring_reply', '', true, ''),
    ('kring_paper', 'map', true, ''),
    ('kring_recording', 'story', true, ''),
    ('kring_signal', '', false, ''),
    ('kring_goodpractice', '', false, ''),
    ('kring_consenttalk', '', false, ''),
    ('kring_consent', '', false, $more$
        and (receiver is null or receiver <> all (array(select wall.hidden())))
        and not "by" ?| array(select hidden::text from wall.hidden() as hidden)
    $more$)
) as record (name, part, by_consent, more);

-- What was said of a record is for whoever sees that record.
insert into walled
select 'kring_operation', family, replace(reads, 'and id <> all', 'and record <> all'), adds
from walled where name = 'kring_actor';

-- 2. The family itself, and what is kept of it beside its records.
insert into walled values
    ('kring_family', 'id', 'id = any (array(select wall.families()))', 'wall.may_begin()'),
    ('kring_oldvalue', 'family_id', 'family_id = any (array(select wall.families()))
        and item <> all (array(select wall.hidden()))', 'true');

-- 3. The circle: who sits there, what is hidden from whom, what it decides. For the circle alone,
-- and for the person whom the row is about; the filter in Python looks closer.
insert into walled
select name, 'family_id', 'family_id = any (array(select wall.circle()))' || more, adds
from (values
    ('kring_seat', ' or user_id = (select wall.reader())',
        'family_id = any (array(select wall.deciding()))
            or user_id = (select wall.reader()) and wall.is_new(family_id)'),
    ('kring_hidden', ' or who = (select wall.reader())', 'true'),
    ('kring_breakglass', ' or user_id = (select wall.reader())',
        'user_id = (select wall.reader()) and family_id = any (array(select wall.in_reach()))'),
    ('kring_protocol', ' or family_id = any (array(select wall.in_reach()))', 'true'),
    ('kring_invitation', '', 'true'),
    ('kring_decision', '', 'true'),
    ('kring_piece', '', 'true'),
    ('kring_closing', '', 'true'),
    ('kring_copywish', '', 'true')
) as circle (name, more, adds);

do $$
declare
    wanted record;
    old record;
    command text;
    writes text;
begin
    for wanted in
        select walled.*, 'family' as kind from walled
        union all values
            ('kring_picturecode', '', 'seat_id = any (array(select wall.own_seats()))', 'true', 'seat'),
            ('kring_voice', '', 'decision_id = any (array(select wall.decisions()))', 'true', 'decision')
    loop
        execute format('alter table public.%I enable row level security', wanted.name);
        execute format('alter table public.%I force row level security', wanted.name);
        for old in select policyname from pg_policies
            where schemaname = 'public' and tablename = wanted.name
        loop
            execute format('drop policy %I on public.%I', old.policyname, wanted.name);
        end loop;

        execute format('create policy reads on public.%I for select to kring_app using (%s)',
            wanted.name, wanted.reads);
        -- Who reads under glass changes nothing: only a seat writes.
        writes := case wanted.kind
            when 'family' then format('%I = any (array(select wall.seated()))', wanted.family)
            else wanted.reads
        end;
        execute format('create policy changes on public.%I for update to kring_app
            using (%s) with check (%s)', wanted.name, writes, writes);
        execute format('create policy removes on public.%I for delete to kring_app using (%s)',
            wanted.name, writes);
        execute format('create policy adds on public.%I for insert to kring_app with check (%s)',
            wanted.name, case
                when wanted.adds <> 'true' then wanted.adds
                when wanted.kind = 'family'
                    then format('%s or (wall.may_begin() and wall.is_new(%I))', writes, wanted.family)
                else writes
            end);
        if wanted.name = 'kring_breakglass' then
            execute 'create policy stops on public.kring_breakglass for update to kring_app
                using (user_id = (select wall.reader()))
                with check (user_id = (select wall.reader()))';
        end if;

        foreach command in array array['select', 'insert', 'update', 'delete'] loop
            writes := format('(select wall.runs(''anywhere'', %L, %L))', command, wanted.name);
            if wanted.kind = 'family' then
                writes := writes || format(
                    ' or (select wall.runs(''circle'', %L, %L)) and %I = any (array(select wall.circle()))',
                    command, wanted.name, wanted.family);
            end if;
            execute format('create policy %I on public.%I for %s to kring_app %s',
                'errands_' || command, wanted.name, command, case command
                    when 'insert' then format('with check (%s)', writes)
                    when 'update' then format('using (%s) with check (%s)', writes, writes)
                    else format('using (%s)', writes)
                end);
        end loop;

        execute format('create policy jobs on public.%I for all to kring_job
            using (true) with check (true)', wanted.name);
        execute format('create policy migrations on public.%I for all to kring_owner
            using ((select wall.migrates())) with check ((select wall.migrates()))', wanted.name);
        execute format('create policy looks_up on public.%I for select to kring_wall
            using (true)', wanted.name);
    end loop;
end $$;

-- What the roles may at all. The journal only grows; only the owner changes a table.
revoke all on all tables in schema public from public, kring_app, kring_job;
grant select, insert, update, delete on all tables in schema public to kring_app, kring_job;
revoke update, delete on public.kring_entry from kring_app, kring_job;
-- Lines of more than two years go, once a volume holds their sums: a trigger looks at that.
grant delete on public.kring_entry to kring_job;
revoke insert, update, delete on public.kring_volume from kring_app;
revoke update, delete on public.kring_volume from kring_job;
revoke insert, update, delete on public.django_migrations from kring_app, kring_job;
grant usage, select on all sequences in schema public to kring_app, kring_job;
