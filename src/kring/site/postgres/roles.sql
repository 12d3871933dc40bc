-- The five roles of a Kring on PostgreSQL. Run once, by whoever rules the server:
--     psql -U postgres -f roles.sql
-- It may be run again. Give each role that signs in its own word with \password.
do $$
declare each text;
begin
    foreach each in array array['kring_owner', 'kring_app', 'kring_job', 'kring_keys', 'kring_wall']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = each) then
            execute format('create role %I', each);
        end if;
    end loop;
end $$;

-- Owns the tables, makes and changes them. `noinherit`: what the wall may read, it may not.
alter role kring_owner login noinherit nosuperuser nobypassrls nocreaterole;
-- The pages: what the reader of the moment may.
alter role kring_app login nosuperuser nobypassrls nocreatedb nocreaterole;
-- The orders of `kring` on the server, and nothing that answers a browser.
alter role kring_job login nosuperuser nobypassrls nocreatedb nocreaterole;
-- The keys of families, in their own database.
alter role kring_keys login nosuperuser nobypassrls nocreatedb nocreaterole;
-- Nobody: the functions that look up who sits where run as this role.
alter role kring_wall nologin nosuperuser nobypassrls nocreatedb nocreaterole;
grant kring_wall to kring_owner;

-- Short questions with many small look-ups: compiling them takes far longer than asking.
alter role kring_app set jit = off;
alter role kring_job set jit = off;

-- Then make the two databases, and give their schema to the owner of the tables:
--     createdb -U postgres -O kring_owner kring
--     createdb -U postgres -O kring_owner kring_keys
--     psql -U postgres -d kring -c 'alter schema public owner to kring_owner'
--     psql -U postgres -d kring_keys -c 'alter schema public owner to kring_owner'
