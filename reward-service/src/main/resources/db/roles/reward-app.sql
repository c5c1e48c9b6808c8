-- Who may do what in the database of reward-service. An administrator runs this file in that database after the first
-- migration, and again whenever a migration has added tables; it can be run any number of times.
--
--   goodword_reward_app      what the service may do: post, but never change or delete what was posted
--   goodword_reward_auditor  reads the ledger and its chain, for ./goodword ledger verify
--
-- Both are groups without a login. The owner of the tables (who migrates) is neither; give the service a login of its own:
--   create role reward_service login password '...' in role goodword_reward_app;
-- An owner or a superuser can still change everything. That is what the hash chain is for.
do $$
declare
    owner name := (select tableowner from pg_tables where schemaname = 'public' and tablename = 'journals');
    part  name;
begin
    foreach part in array array['goodword_reward_app', 'goodword_reward_auditor'] loop
        if not exists (select from pg_roles where rolname = part) then
            execute format('create role %I nologin', part);
        end if;
        execute format('revoke all on all tables in schema public from %I', part);
        execute format('grant usage on schema public to %I', part);
    end loop;
    -- tables of later migrations; what they hold is history only if this file says so below
    execute format('alter default privileges for role %I in schema public'
        ' grant select, insert, update, delete on tables to goodword_reward_app', owner);
    execute format('alter default privileges for role %I in schema public'
        ' grant usage on sequences to goodword_reward_app', owner);
end $$;

grant select, insert, update, delete on all tables in schema public to goodword_reward_app;
grant usage on all sequences in schema public to goodword_reward_app;

-- history: rows are added, nothing else
revoke update, delete on journals, entries, chain_blocks, chain_links, event_replays from goodword_reward_app;
revoke update, delete on gift_revisions, redemption_steps, tier_changes from goodword_reward_app;
revoke update, delete on lot_sources, lot_uses, expiry_policy_changes from goodword_reward_app;
revoke update, delete on draw_rules, draw_entrants from goodword_reward_app;
-- fixed for life: what an entry means must not change behind it
revoke update, delete on accounts, assets from goodword_reward_app;
-- the schema belongs to the owner
revoke insert, update, delete on flyway_schema_history from goodword_reward_app;

grant select on journals, entries, accounts, assets, balances, holds, chain_blocks, chain_links to goodword_reward_auditor;
