-- The database of the keys: for its own role, which cannot come into the other database.
revoke all on all tables in schema public from public;
grant usage on schema public to kring_keys;
grant select, insert, update, delete on public.kring_datakey, public.kring_erasedfamily to kring_keys;
-- A copy of it takes along what else stands there.
grant select on all tables in schema public to kring_keys;
grant usage, select on all sequences in schema public to kring_keys;
