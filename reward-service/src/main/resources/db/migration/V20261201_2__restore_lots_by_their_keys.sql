-- A refund read every use of every lot there is, because no index serves an "or" with a subquery; and the plan that a
-- session keeps could look at all lots of the account for each that it gives back to (seconds for ten thousand). Uses are
-- found by their journal and lots by their number now, whatever the planner believes of their tables.

-- Gives back to the lots what the reversed journal (less its other reversals) took of them, the last taken first. What
-- belongs to an expired lot goes to one that expires at p_grace_end, or where there is no grace, with the next run.
-- Returns how much of the amount it could give back.
create or replace function lots_restore(p_account bigint, p_journal uuid, p_reverses uuid, p_amount bigint, p_grace_end timestamptz,
                             p_at timestamptz) returns bigint
language plpgsql set enable_seqscan = off as $$
declare
    lot       bigint[];
    part      bigint[];
    late      boolean[];
    expiry    timestamptz[];
    campaign  text;
    extended  bigint;
begin
    with net as materialized (
        select u.lot_id, sum(u.amount)::bigint as n from lot_uses u
         where u.kind <> 'extend'
           and u.journal_id = any (p_reverses || array(select id from journals where reverses = p_reverses))
         group by u.lot_id having sum(u.amount) > 0),
    lined as (
        select l.id, l.expires_at, net.n,
               (sum(net.n) over (order by l.expires_at desc, l.id desc rows unbounded preceding))::bigint - net.n as before
          from net cross join lateral (select id, account_id, expires_at from lots where id = net.lot_id offset 0) l
         where l.account_id = p_account)
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
