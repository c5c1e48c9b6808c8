-- What one person may move in a rolling day without a second one, by asset and role of the maker. Versions are only added;
-- the code never lets the version that somebody wrote lift that person's own limit.
create table adjustment_limits (
    asset    text        not null constraint fk_adjustment_limits_asset references assets (code),
    version  integer     not null constraint ck_adjustment_limits_version check (version > 0),
    support  bigint      not null constraint ck_adjustment_limits_support check (support between 0 and 1000000000000000),
    marketer bigint      not null constraint ck_adjustment_limits_marketer check (marketer between 0 and 1000000000000000),
    finance  bigint      not null constraint ck_adjustment_limits_finance check (finance between 0 and 1000000000000000),
    set_by   text        not null,
    set_at   timestamptz not null,
    primary key (asset, version)
);

create sequence adjustment_numbers;

-- What was moved without a second person: one row for the maker and one for each customer (subject 'maker/<id>' or
-- 'customer/<id>'), so that splitting an amount over requests, makers or customers does not dodge the limit. Rows of a
-- subject are written under a lock of that subject, so their numbers follow the order of commits.
create table adjustment_uses (
    number       bigint      primary key default nextval('adjustment_numbers'),
    business_key text        not null,
    subject      text        not null,
    asset        text        not null,
    amount       bigint      not null constraint ck_adjustment_uses_amount check (amount > 0),
    allowed      bigint      not null,
    used_at      timestamptz not null,
    constraint uq_adjustment_uses_key_subject_asset unique (business_key, subject, asset)
);
create index ix_adjustment_uses_subject_asset_used_at on adjustment_uses (subject, asset, used_at);

-- corrections that finance posted before there were limits
insert into adjustment_uses (business_key, subject, asset, amount, allowed, used_at)
select j.business_key, 'maker/' || j.actor, a.asset, sum(e.amount), 9223372036854775807, j.recorded_at
  from journals j join entries e on e.journal_id = j.id join accounts a on a.id = e.account_id
 where j.kind = 'adjust' and j.business_key like 'journal/%' and e.amount > 0
 group by j.business_key, j.actor, a.asset, j.recorded_at;

-- A value that a person gives or takes by hand. payload_hash is the SHA-256 of everything that was asked for; a second
-- person approves exactly that. request_key is the maker's idempotency key, kept for ever.
create table adjustments (
    id           uuid        primary key,
    request_key  text        not null,
    customer_id  text        not null,
    asset        text        not null constraint fk_adjustments_asset references assets (code),
    amount       bigint      not null constraint ck_adjustments_amount check (amount <> 0),
    reason       text        not null constraint ck_adjustments_reason check (reason in
        ('goodwill', 'complaint', 'correction', 'fraud', 'migration', 'test-refund')),
    note         text        not null constraint ck_adjustments_note check (length(note) between 1 and 500),
    cause        text,
    source       text        not null constraint ck_adjustments_source check (source in ('budget', 'issuance')),
    campaign_id  text,
    on_shortage  text        not null constraint ck_adjustments_on_shortage check (on_shortage in ('owe', 'refuse')),
    payload_hash text        not null constraint ck_adjustments_payload_hash check (payload_hash ~ '^[0-9a-f]{64}$'),
    maker        text        not null,
    maker_role   text        not null constraint ck_adjustments_maker_role check (maker_role in ('support', 'marketer', 'finance')),
    state        text        not null constraint ck_adjustments_state check (state in
        ('requested', 'posted', 'approved', 'rejected', 'expired', 'withdrawn')),
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    checker      text,
    decided_at   timestamptz,
    journal_id   uuid        constraint fk_adjustments_journal references journals (id),
    version      integer     not null default 1,
    constraint uq_adjustments_maker_request_key unique (maker, request_key),
    constraint ck_adjustments_campaign check ((source = 'budget') = (campaign_id is not null)),
    constraint ck_adjustments_two_people check (checker is null or checker <> maker),
    constraint ck_adjustments_checked check ((state in ('approved', 'rejected')) = (checker is not null)),
    constraint ck_adjustments_moved check ((state in ('posted', 'approved')) = (journal_id is not null)),
    constraint ck_adjustments_decided check ((state = 'requested') = (decided_at is null))
);
create index ix_adjustments_waiting on adjustments (expires_at) where state = 'requested';
create index ix_adjustments_state_id on adjustments (state, id);

-- Who did what to an adjustment, and which payload they had before them.
create table adjustment_decisions (
    adjustment_id uuid        not null constraint fk_adjustment_decisions_adjustment references adjustments (id),
    version       integer     not null,
    step          text        not null constraint ck_adjustment_decisions_step check (step in
        ('requested', 'posted', 'approved', 'rejected', 'expired', 'withdrawn')),
    actor         text        not null,
    decided_at    timestamptz not null,
    payload_hash  text        not null,
    note          text        constraint ck_adjustment_decisions_note check (length(note) <= 500),
    primary key (adjustment_id, version)
);

create function refuse_change_of_adjustment() returns trigger language plpgsql as $$
begin
    if old.state <> 'requested'
       or to_jsonb(old) - array['state', 'checker', 'decided_at', 'journal_id', 'version']
          is distinct from to_jsonb(new) - array['state', 'checker', 'decided_at', 'journal_id', 'version'] then
        raise exception 'an adjustment is decided once, and what was asked for is never changed' using errcode = 'GW002';
    end if;
    return new;
end $$;

create trigger tr_adjustments_decided_once before update on adjustments
    for each row execute function refuse_change_of_adjustment();
create trigger tr_adjustments_not_deleted before delete on adjustments
    for each row execute function refuse_change_of_history();
create trigger tr_adjustments_not_truncated before truncate on adjustments
    for each statement execute function refuse_change_of_history();
create trigger tr_adjustment_decisions_immutable before update or delete on adjustment_decisions
    for each row execute function refuse_change_of_history();
create trigger tr_adjustment_decisions_not_truncated before truncate on adjustment_decisions
    for each statement execute function refuse_change_of_history();
create trigger tr_adjustment_limits_immutable before update or delete on adjustment_limits
    for each row execute function refuse_change_of_history();
create trigger tr_adjustment_uses_immutable before update or delete on adjustment_uses
    for each row execute function refuse_change_of_history();
create trigger tr_adjustment_uses_not_truncated before truncate on adjustment_uses
    for each statement execute function refuse_change_of_history();

create view proof_adjustments_moved_what_they_say as
    select a.id, j.business_key
      from (select id, customer_id, asset, amount, journal_id from adjustments where state in ('posted', 'approved')) a
      full join (
          select j.id, j.business_key, min(c.owner) as customer_id, min(c.asset) as asset, sum(e.amount) as moved
            from journals j join entries e on e.journal_id = j.id
            join accounts c on c.id = e.account_id and c.class in ('customer', 'debt')
           where j.business_key like 'adjustment/%' group by j.id, j.business_key) j
        on j.business_key = 'adjustment/' || a.id::text
     where (j.id, j.customer_id, j.asset, j.moved) is distinct from (a.journal_id, a.customer_id, a.asset, a.amount::numeric);

create view proof_adjustments_stand_where_they_were_decided as
    select a.id from adjustments a left join (
        select adjustment_id, count(*) as steps, max(version) as last, (array_agg(step order by version desc))[1] as step,
               count(distinct payload_hash) as hashes, min(payload_hash) as payload_hash
          from adjustment_decisions group by adjustment_id) d on d.adjustment_id = a.id
     where (d.steps, d.last, d.step, d.hashes, d.payload_hash)
           is distinct from (a.version::bigint, a.version, a.state, 1::bigint, a.payload_hash);

create view proof_unapproved_adjustments_stay_within_the_limit as
    select u.number from adjustment_uses u
     where u.allowed < (
        select sum(v.amount) from adjustment_uses v
         where v.subject = u.subject and v.asset = u.asset and v.number <= u.number
           and v.used_at > u.used_at - interval '24 hours');

create view proof_unapproved_adjustments_are_counted as
    select j.id from journals j left join adjustments a on a.journal_id = j.id
     where j.kind = 'adjust' and (j.business_key like 'journal/%' or a.state = 'posted')
       and not exists (select from adjustment_uses u where u.business_key = j.business_key and u.subject = 'maker/' || j.actor);
