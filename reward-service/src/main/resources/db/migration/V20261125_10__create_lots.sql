-- When what customers earn of an asset expires. Only assets with a row here have lots. validity and grace are ISO 8601
-- spans ('P12M', 'PT30S'), counted in the calendar of zone; validity null: lots are kept and never expire. debt says
-- what becomes of value that is taken back after it was spent.
create table expiry_policies (
    asset          text        primary key constraint fk_expiry_policies_asset references assets (code),
    validity       text,
    zone           text        not null,
    rounding       text        not null constraint ck_expiry_policies_rounding check (rounding in ('day', 'none')),
    grace          text,
    debt           text        not null constraint ck_expiry_policies_debt check (debt in ('owe', 'floor', 'write-off')),
    switched_on_at timestamptz not null,
    version        integer     not null constraint ck_expiry_policies_version check (version > 0)
);

-- Every version of a policy, with who made it.
create table expiry_policy_changes (
    asset      text        not null constraint fk_expiry_policy_changes_asset references assets (code),
    version    integer     not null,
    validity   text,
    zone       text        not null,
    rounding   text        not null,
    grace      text,
    debt       text        not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (asset, version)
);
create trigger tr_expiry_policy_changes_immutable before update or delete on expiry_policy_changes
    for each row execute function refuse_change_of_history();

create sequence lot_ids;

-- What a customer earned under a policy and still has of it. Lots of one account, campaign and expiry are one row; opening
-- is the balance that was there when the policy was switched on. A lot is only touched under the lock of its account's
-- balance. No index on remaining, so that spending updates in the page (HOT).
create table lots (
    id          bigint      primary key default nextval('lot_ids'),
    account_id  bigint      not null,
    expires_at  timestamptz,
    campaign_id text,
    earned_at   timestamptz not null,
    opening     bigint      not null default 0 constraint ck_lots_opening check (opening >= 0),
    amount      bigint      not null constraint ck_lots_amount check (amount > 0),
    remaining   bigint      not null,
    constraint ck_lots_remaining check (remaining between 0 and amount),
    constraint uq_lots_account_expiry_campaign unique nulls not distinct (account_id, expires_at, campaign_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- Which journal earned which part of a lot (earn), or moved it there with a period of grace (extend).
create table lot_sources (
    journal_id uuid   not null,
    lot_id     bigint not null,
    kind       text   not null constraint ck_lot_sources_kind check (kind in ('earn', 'extend')),
    amount     bigint not null constraint ck_lot_sources_amount check (amount > 0),
    primary key (journal_id, lot_id, kind)
);

-- Which journal took what of a lot (use), gave back what the journal that it reverses had taken (restore, negative), or
-- moved what it gave back to an expired lot on to a lot with a period of grace (extend).
create table lot_uses (
    journal_id uuid   not null,
    lot_id     bigint not null,
    kind       text   not null constraint ck_lot_uses_kind check (kind in ('use', 'restore', 'extend')),
    amount     bigint not null,
    primary key (journal_id, lot_id, kind),
    constraint ck_lot_uses_amount check (case kind when 'restore' then amount < 0 else amount > 0 end)
);

create trigger tr_lot_sources_immutable before update or delete on lot_sources
    for each row execute function refuse_change_of_history();
create trigger tr_lot_sources_not_truncated before truncate on lot_sources
    for each statement execute function refuse_change_of_history();
create trigger tr_lot_uses_immutable before update or delete on lot_uses
    for each row execute function refuse_change_of_history();
create trigger tr_lot_uses_not_truncated before truncate on lot_uses
    for each statement execute function refuse_change_of_history();

-- The expiry moments of an account, and when each is to be looked at next: to warn the customer, or to expire what is
-- due. next_at null: nothing is left to do. told: warnings given. runs: expiry runs, part of the business key of the next.
create table lot_days (
    account_id bigint      not null,
    expires_at timestamptz not null,
    opened_at  timestamptz not null,
    next_at    timestamptz,
    told       smallint    not null default 0,
    runs       integer     not null default 0,
    primary key (account_id, expires_at)
);
create index ix_lot_days_next_at on lot_days (next_at) where next_at is not null;

-- When something that is earned (or given back) at a moment expires: after the span, counted in the calendar of the zone;
-- with rounding 'day' at the end of that local day. A local time that the clock skips counts as the later one, one that
-- comes twice as its second coming.
create function lot_expiry(p_at timestamptz, p_span text, p_zone text, p_rounding text) returns timestamptz
language sql stable as $$
    select case when p_rounding = 'day'
        then (((p_at at time zone p_zone) + p_span::interval)::date + 1)::timestamp at time zone p_zone
        else date_add(p_at, p_span::interval, p_zone) end
$$;

-- Lets the expiry run look at a lot. A row that waits for a run already is not touched, not even locked: the run may
-- have claimed it and be waiting for the balance that our caller holds.
create function lots_watch(p_account bigint, p_expires_at timestamptz, p_at timestamptz) returns void
language plpgsql as $$
begin
    insert into lot_days (account_id, expires_at, opened_at, next_at)
    values (p_account, p_expires_at, p_at, p_at) on conflict do nothing;
    if not found then
        update lot_days set next_at = p_at
         where account_id = p_account and expires_at = p_expires_at and next_at is null;
    end if;
end $$;

-- Opens a lot, or enlarges the one of the same account, campaign and expiry. p_kind: earn or extend.
create function lots_open(p_account bigint, p_journal uuid, p_kind text, p_campaign text, p_amount bigint,
                          p_expires_at timestamptz, p_at timestamptz) returns void
language plpgsql as $$
begin
    with lot as (
        insert into lots (account_id, expires_at, campaign_id, earned_at, amount, remaining)
        values (p_account, p_expires_at, p_campaign, p_at, p_amount, p_amount)
        on conflict on constraint uq_lots_account_expiry_campaign
            do update set amount = lots.amount + excluded.amount, remaining = lots.remaining + excluded.remaining
        returning id)
    insert into lot_sources (journal_id, lot_id, kind, amount) select p_journal, id, p_kind, p_amount from lot;
    if p_expires_at is not null then
        perform lots_watch(p_account, p_expires_at, p_at);
    end if;
end $$;

-- Spends: oldest expiry first; what takes an earning back begins with the lots which that journal earned.
create function lots_use(p_account bigint, p_journal uuid, p_reverses uuid, p_amount bigint) returns void
language plpgsql as $$
declare
    used bigint;
begin
    if p_reverses is null then
        with lined as (
            select id, remaining,
                   (sum(remaining) over (order by expires_at, id rows unbounded preceding))::bigint - remaining as before
              from lots where account_id = p_account and remaining > 0),
        taken as materialized (
            select id, least(remaining, p_amount - before) as part from lined where before < p_amount),
        changed as (
            update lots l set remaining = l.remaining - t.part from taken t where l.id = t.id),
        noted as (
            insert into lot_uses (journal_id, lot_id, kind, amount) select p_journal, id, 'use', part from taken
            returning amount)
        select sum(amount) into used from noted;
    else
        with lined as (
            select l.id, l.remaining,
                   (sum(l.remaining) over (order by s.lot_id is null, l.expires_at, l.id rows unbounded preceding))::bigint
                       - l.remaining as before
              from lots l left join lot_sources s on s.lot_id = l.id and s.journal_id = p_reverses and s.kind = 'earn'
             where l.account_id = p_account and l.remaining > 0),
        taken as materialized (
            select id, least(remaining, p_amount - before) as part from lined where before < p_amount),
        changed as (
            update lots l set remaining = l.remaining - t.part from taken t where l.id = t.id),
        noted as (
            insert into lot_uses (journal_id, lot_id, kind, amount) select p_journal, id, 'use', part from taken
            returning amount)
        select sum(amount) into used from noted;
    end if;
    if used is distinct from p_amount then
        raise exception 'the lots of account % have % where % is used', p_account, coalesce(used, 0), p_amount
            using errcode = 'GW003';
    end if;
end $$;

-- Gives back to the lots what the reversed journal (less its other reversals) took of them, the last taken first. What
-- belongs to an expired lot goes to one that expires at p_grace_end, or where there is no grace, with the next run.
-- Returns how much of the amount it could give back.
create function lots_restore(p_account bigint, p_journal uuid, p_reverses uuid, p_amount bigint, p_grace_end timestamptz,
                             p_at timestamptz) returns bigint
language plpgsql as $$
declare
    lot       bigint[];
    part      bigint[];
    late      boolean[];
    expiry    timestamptz[];
    campaign  text;
    extended  bigint;
begin
    with net as (
        select u.lot_id, sum(u.amount)::bigint as n from lot_uses u
         where u.kind <> 'extend'
           and (u.journal_id = p_reverses or u.journal_id in (select id from journals where reverses = p_reverses))
         group by u.lot_id having sum(u.amount) > 0),
    lined as (
        select l.id, l.expires_at, net.n,
               (sum(net.n) over (order by l.expires_at desc, l.id desc rows unbounded preceding))::bigint - net.n as before
          from net join lots l on l.id = net.lot_id where l.account_id = p_account)
    select array_agg(id), array_agg(least(n, p_amount - before)), array_agg(expires_at),
           array_agg(p_grace_end is not null and expires_at is not null and expires_at <= p_at)
      into lot, part, expiry, late
      from lined where before < p_amount;
    if lot is null then
        return 0;
    end if;
    insert into lot_uses (journal_id, lot_id, kind, amount)
    select p_journal, id, 'restore', -n from unnest(lot, part) back (id, n);
    update lots l set remaining = l.remaining + b.n from unnest(lot, part, late) b (id, n, late)
     where l.id = b.id and not b.late;
    if true = any(late) then
        insert into lot_uses (journal_id, lot_id, kind, amount)
        select p_journal, id, 'extend', n from unnest(lot, part, late) back (id, n, late) where back.late;
        for campaign, extended in
            select l.campaign_id, sum(b.n) from unnest(lot, part, late) b (id, n, late) join lots l on l.id = b.id
             where b.late group by l.campaign_id order by l.campaign_id
        loop
            perform lots_open(p_account, p_journal, 'extend', campaign, extended, p_grace_end, p_at);
        end loop;
    end if;
    -- the run is through with a lot that has expired; what came back to it is for the next one
    update lot_days set next_at = p_at
     where account_id = p_account and expires_at = any(expiry) and expires_at <= p_at and next_at is null;
    return (select sum(n) from unnest(part) n);
end $$;

-- Moves the lots of a customer's account as its entry in a journal says.
create function lots_move(p_account bigint, p_asset text, p_journal uuid, p_reverses uuid, p_campaign text, p_amount bigint,
                          p_at timestamptz) returns void
language plpgsql as $$
declare
    policy expiry_policies;
    rest   bigint := p_amount;
begin
    if p_amount < 0 then
        perform lots_use(p_account, p_journal, p_reverses, -p_amount);
        return;
    end if;
    select * into strict policy from expiry_policies where asset = p_asset;
    if p_reverses is not null then
        rest := rest - lots_restore(p_account, p_journal, p_reverses, rest,
            lot_expiry(p_at, policy.grace, policy.zone, policy.rounding), p_at);
    end if;
    if rest > 0 then
        perform lots_open(p_account, p_journal, 'earn', p_campaign, rest,
            lot_expiry(p_at, policy.validity, policy.zone, policy.rounding), p_at);
    end if;
end $$;

-- What of an account's lots is to expire now. An open hold pins what it will spend, which is the oldest.
create function lots_due(p_account bigint, p_held bigint, p_at timestamptz) returns bigint
language sql stable as $$
    select greatest(0, coalesce(sum(remaining), 0) - p_held)::bigint
      from lots where account_id = p_account and expires_at <= p_at and remaining > 0
$$;

-- Waits for transactions that have just opened an account of an asset and lets no new one in until the caller ends: their
-- foreign key wants the row. The service itself may not lock it, since it may not change it.
create function lots_shut_out(p_asset text) returns void
language plpgsql security definer set search_path from current as $$
begin
    perform from assets where code = p_asset for update;
end $$;
