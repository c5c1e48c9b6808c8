-- Order of the general ledger, which is read in pages behind a key.
create index ix_journals_effective_at_id on journals (effective_at, id);

-- Parts of holds that were given back while the rest stayed on hold, so that what was held at a past moment can be told.
-- What ends a hold is in the hold itself. The ledger does not store the moment of such a part: the database's clock does.
create table hold_releases (
    hold_id     uuid        not null constraint fk_hold_releases_hold references holds (id),
    version     integer     not null,
    amount      bigint      not null constraint ck_hold_releases_amount check (amount > 0),
    released_at timestamptz not null,
    primary key (hold_id, version)
);
insert into hold_releases (hold_id, version, amount, released_at)
select id, version, amount - remaining, opened_at from holds where state = 'OPEN' and remaining < amount;

create function note_hold_release() returns trigger language plpgsql as $$
begin
    insert into hold_releases (hold_id, version, amount, released_at)
    values (new.id, new.version, old.remaining - new.remaining, now());
    return null;
end $$;
create trigger tr_holds_released after update on holds for each row
    when (old.state = 'OPEN' and new.state = 'OPEN' and new.remaining < old.remaining)
    execute function note_hold_release();

create view proof_open_holds_keep_what_was_not_released as
    select h.id from holds h left join (
        select hold_id, sum(amount) as released from hold_releases group by hold_id) r on r.hold_id = h.id
     where h.state = 'OPEN' and h.amount - coalesce(r.released, 0) <> h.remaining;

-- Accounting months that are closed, or being closed: a row of either state is a fence, nothing is posted before its
-- end. A month that is being closed may be opened again; a closed one never changes.
create table periods (
    period       text        primary key constraint ck_periods_period check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null constraint uq_periods_ends_at unique,
    state        text        not null constraint ck_periods_state check (state in ('closing', 'closed')),
    maker        text        not null,
    requested_at timestamptz not null,
    lines        bigint,
    ledger_hash  text,
    flow_hash    text,
    hash         text,
    checker      text,
    closed_at    timestamptz,
    constraint ck_periods_range check (starts_at < ends_at),
    constraint ck_periods_two_people check (checker is null or checker <> maker),
    constraint ck_periods_closed check (
        (state = 'closed') = (checker is not null and closed_at is not null and hash is not null)),
    constraint ck_periods_counted check (num_nulls(lines, ledger_hash, flow_hash, hash) in (0, 4))
);

-- What moved in a month, in minor units: closing = opening + issued - redeemed - expired - reversed + adjusted + other.
create table period_totals (
    period   text   not null constraint fk_period_totals_period references periods (period) on delete cascade,
    asset    text   not null,
    opening  bigint not null,
    issued   bigint not null,
    redeemed bigint not null,
    expired  bigint not null,
    reversed bigint not null,
    adjusted bigint not null,
    other    bigint not null,
    closing  bigint not null,
    primary key (period, asset)
);

create sequence period_step_numbers;
create table period_steps (
    number  bigint      primary key default nextval('period_step_numbers'),
    period  text        not null,
    step    text        not null constraint ck_period_steps_step check (step in ('closing', 'closed', 'reopened')),
    actor   text        not null,
    done_at timestamptz not null,
    hash    text
);
create index ix_period_steps_period on period_steps (period, number);

create function refuse_closed_period() returns trigger language plpgsql as $$
declare
    fence timestamptz;
begin
    select max(ends_at) into fence from periods;
    if least(new.effective_at, new.recorded_at) < fence then
        raise exception 'the books are closed until %', fence using errcode = 'GW003';
    end if;
    return new;
end $$;
create trigger tr_journals_not_in_closed_period before insert on journals
    for each row execute function refuse_closed_period();

create function refuse_change_of_closed_period() returns trigger language plpgsql as $$
begin
    if exists (select from periods where period = coalesce(old.period, new.period) and state = 'closed') then
        raise exception 'a closed period is never changed' using errcode = 'GW002';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;
create trigger tr_periods_closed before update or delete on periods
    for each row execute function refuse_change_of_closed_period();
create trigger tr_period_totals_closed before insert or update or delete on period_totals
    for each row execute function refuse_change_of_closed_period();
create trigger tr_periods_not_truncated before truncate on periods
    for each statement execute function refuse_change_of_history();
create trigger tr_period_steps_immutable before update or delete on period_steps
    for each row execute function refuse_change_of_history();
create trigger tr_period_steps_not_truncated before truncate on period_steps
    for each statement execute function refuse_change_of_history();

create view proof_period_totals_add_up as
    select period, asset from period_totals
     where closing <> opening + issued - redeemed - expired - reversed + adjusted + other;

-- the months follow each other without a gap, and each opens with what the one before closed with
create view proof_periods_follow_each_other as
    select p.period, t.asset
      from (select period, starts_at, lag(ends_at) over w as ended, lag(period) over w as before, hash from periods
            window w as (order by ends_at)) p
      left join period_totals t on t.period = p.period
      left join period_totals b on b.period = p.before and b.asset = t.asset
     where p.before is not null
       and (p.starts_at <> p.ended or (t.asset is not null and t.opening <> coalesce(b.closing, 0)));

-- what customers have by the books of a closed month is what its journals say today
create view proof_closed_periods_are_what_the_journals_say as
    select p.period, t.asset
      from (select period, ends_at from periods where hash is not null order by ends_at desc limit 1) p
      join period_totals t on t.period = p.period
      left join lateral (
          select sum(e.amount) as total from accounts a join entries e on e.account_id = a.id
            join journals j on j.id = e.journal_id
           where a.asset = t.asset and a.class in ('customer', 'debt') and j.effective_at < p.ends_at) s on true
     where t.closing <> coalesce(s.total, 0);
