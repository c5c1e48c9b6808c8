-- What postings are measured beside: the same rows in tables of the same definition, written by hand-made functions that
-- know nothing but this one case.
create schema reference;
create table reference.journals (like public.journals including all);
create table reference.entries (like public.entries including all);
create table reference.balances (like public.balances including all)
    with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01);
create table reference.idempotency (like public.idempotency including all);
create table reference.outbox (like public.outbox including all);
alter table reference.outbox set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create table reference.inbox (like public.inbox including all);
create table reference.occasions (like public.occasions including all);
create table reference.grants (like public.grants including all);
create table reference.coupons (id bigint primary key, uses bigint not null) with (fillfactor = 50);
insert into reference.coupons (id, uses) values (1, 0);

-- One journal from an account to another in one round trip; rows are locked in the order of ids. p_lock_first locks the
-- paying account before anything else, as a ledger does that decides in the application.
create function reference.post(p_key text, p_request text, p_answer text, p_journal uuid, p_from bigint, p_to bigint,
                               p_amount bigint, p_payload text, p_lock_first boolean) returns bigint
language plpgsql as $$
declare
    left_over bigint;
    left_seq  bigint;
    came      bigint;
    came_seq  bigint;
begin
    if p_lock_first then
        perform 1 from reference.balances where account_id = p_from for update;
    end if;
    insert into reference.idempotency (principal, operation, key, request_hash, answer, created_at)
    values ('shop', 'journal.post', p_key, sha256(convert_to(p_request, 'UTF8')), p_answer, now());
    insert into reference.journals (id, kind, business_key, content_hash, effective_at, recorded_at, actor)
    values (p_journal, 'adjust', 'journal/' || p_key, md5(p_request) || md5(p_key), now(), now(), 'shop');
    if p_to < p_from then
        update reference.balances set posted = posted + p_amount, seq = seq + 1 where account_id = p_to
        returning posted, seq into came, came_seq;
    end if;
    update reference.balances set posted = posted - p_amount, seq = seq + 1 where account_id = p_from
    returning posted, seq into left_over, left_seq;
    if p_to > p_from then
        update reference.balances set posted = posted + p_amount, seq = seq + 1 where account_id = p_to
        returning posted, seq into came, came_seq;
    end if;
    insert into reference.entries (account_id, seq, journal_id, amount, balance_after)
    values (p_from, left_seq, p_journal, -p_amount, left_over), (p_to, came_seq, p_journal, p_amount, came);
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    values (gen_random_uuid(), 'entry', p_from, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward', left_seq, now()),
           (gen_random_uuid(), 'entry', p_to, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward', came_seq, now());
    return left_over;
end $$;

-- Many journals from one account, which is updated once, and last. No account may stand twice in p_to.
create function reference.post_many(p_keys text[], p_request text, p_answer text, p_journals uuid[], p_from bigint,
                                    p_to bigint[], p_amount bigint, p_payload text) returns bigint
language plpgsql as $$
declare
    n         int := cardinality(p_keys);
    left_over bigint;
    left_seq  bigint;
begin
    insert into reference.idempotency (principal, operation, key, request_hash, answer, created_at)
    select 'shop', 'journal.post', key, sha256(convert_to(p_request, 'UTF8')), p_answer, now() from unnest(p_keys) key;
    insert into reference.journals (id, kind, business_key, content_hash, effective_at, recorded_at, actor)
    select journal, 'adjust', 'journal/' || key, md5(p_request) || md5(key), now(), now(), 'shop'
      from unnest(p_journals, p_keys) u (journal, key);
    perform 1 from reference.balances where account_id = any(p_to) order by account_id for update;
    with came as (
        update reference.balances b set posted = posted + p_amount, seq = seq + 1
          from unnest(p_to, p_journals) u (account, journal) where b.account_id = u.account
        returning b.account_id, b.seq, u.journal, b.posted),
    written as (
        insert into reference.entries (account_id, seq, journal_id, amount, balance_after)
        select account_id, seq, journal, p_amount, posted from came)
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    select gen_random_uuid(), 'entry', account_id, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward', seq, now()
      from came;
    update reference.balances set posted = posted - n * p_amount, seq = seq + n where account_id = p_from
    returning posted, seq into left_over, left_seq;
    insert into reference.entries (account_id, seq, journal_id, amount, balance_after)
    select p_from, left_seq - n + place, journal, -p_amount, left_over + (n - place) * p_amount
      from unnest(p_journals) with ordinality u (journal, place);
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    select gen_random_uuid(), 'entry', p_from, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward',
           left_seq - n + place, now()
      from generate_series(1, n) place;
    return left_over;
end $$;

-- Rewards for milestones out of one budget, which is updated once, and last; each with its inbox row, occasion, grant,
-- journal, entries and events. No account may stand twice in p_to.
create function reference.grant_many(p_events text[], p_journals uuid[], p_from bigint, p_to bigint[], p_payload text)
returns bigint
language plpgsql as $$
declare
    n         int := cardinality(p_events);
    left_over bigint;
    left_seq  bigint;
begin
    insert into reference.inbox (consumer, event_id, received_at)
    select 'reward.grant', event, now() from unnest(p_events) event;
    insert into reference.occasions (cause, occasion) select event, 'registered' from unnest(p_events) event;
    insert into reference.journals (id, kind, business_key, content_hash, effective_at, recorded_at, actor, cause, campaign_id)
    select journal, 'grant', 'grant/' || event || '/advocate', md5(event) || md5(event), now(), now(), 'reward.grant',
           'registered/' || event, 'milestones'
      from unnest(p_journals, p_events) u (journal, event);
    insert into reference.grants (id, cause, occasion, rule_id, rule_version, campaign_id, beneficiary, beneficiary_id,
                                  asset, amount, remaining, state, journal_id, made_at)
    select gen_random_uuid(), event, 'registered', 'advocate', 1, 'milestones', 'advocate', account::text,
           'POINTS', 1, 1, 'posted', journal, now()
      from unnest(p_journals, p_events, p_to) u (journal, event, account);
    perform 1 from reference.balances where account_id = any(p_to) order by account_id for update;
    with came as (
        update reference.balances b set posted = posted + 1, seq = seq + 1
          from unnest(p_to, p_journals) u (account, journal) where b.account_id = u.account
        returning b.account_id, b.seq, u.journal, b.posted),
    written as (
        insert into reference.entries (account_id, seq, journal_id, amount, balance_after)
        select account_id, seq, journal, 1, posted from came)
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    select gen_random_uuid(), 'entry', account_id, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward', seq, now()
      from came;
    update reference.balances set posted = posted - n, seq = seq + n where account_id = p_from
    returning posted, seq into left_over, left_seq;
    insert into reference.entries (account_id, seq, journal_id, amount, balance_after)
    select p_from, left_seq - n + place, journal, -1, left_over + n - place
      from unnest(p_journals) with ordinality u (journal, place);
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    select gen_random_uuid(), 'entry', p_from, 'io.goodword.reward.entry.posted.v1', p_payload, 1, 'goodword.reward',
           left_seq - n + place, now()
      from generate_series(1, n) place;
    insert into reference.outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)
    select gen_random_uuid(), 'grant', event, 'io.goodword.reward.grant.made.v1', p_payload, 1, 'goodword.reward', 1, now()
      from unnest(p_events) event;
    return left_over;
end $$;
