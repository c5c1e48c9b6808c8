-- What must hold for lots and for holds with a deadline.
create view proof_lots_sum_to_the_balance as
    select b.account_id, b.posted, coalesce(l.remaining, 0) as remaining
      from expiry_policies p join accounts a on a.asset = p.asset and a.class = 'customer'
      join balances b on b.account_id = a.id
      left join (select account_id, sum(remaining) as remaining from lots group by account_id) l on l.account_id = a.id
     where b.posted <> coalesce(l.remaining, 0);

create view proof_lots_are_of_customers_under_a_policy as
    select l.id from lots l left join accounts a on a.id = l.account_id left join expiry_policies p on p.asset = a.asset
     where p.asset is null or a.class <> 'customer';

create view proof_lots_grew_by_what_was_earned as
    select l.id, l.amount, l.opening, s.amount as earned
      from lots l full join (select lot_id, sum(amount) as amount from lot_sources group by lot_id) s on s.lot_id = l.id
     where l.amount is distinct from l.opening + coalesce(s.amount, 0);

create view proof_lots_shrank_by_what_was_used as
    select l.id, l.amount, l.remaining, u.amount as used
      from lots l full join (select lot_id, sum(amount) as amount from lot_uses group by lot_id) u on u.lot_id = l.id
     where l.remaining is distinct from l.amount - coalesce(u.amount, 0);

create view proof_each_entry_moved_its_lots as
    select m.account_id, m.journal_id, e.amount, m.amount as moved from (
        select l.account_id, x.journal_id, sum(x.amount) as amount from (
            select journal_id, lot_id, amount from lot_sources
            union all select journal_id, lot_id, -amount from lot_uses) x left join lots l on l.id = x.lot_id
         group by l.account_id, x.journal_id) m
      left join entries e on e.account_id = m.account_id and e.journal_id = m.journal_id
     where e.amount is distinct from m.amount;

create view proof_no_lot_gets_back_more_than_was_taken as
    select coalesce(j.reverses, u.journal_id) as journal_id, u.lot_id, sum(u.amount) as taken
      from lot_uses u join journals j on j.id = u.journal_id
     where u.kind = 'restore' or (u.kind = 'use' and j.reverses is null)
     group by 1, 2 having sum(u.amount) < 0;

create view proof_lots_that_expire_are_watched as
    select l.id from lots l left join lot_days d on d.account_id = l.account_id and d.expires_at = l.expires_at
     where l.remaining > 0 and l.expires_at is not null and d.next_at is null;

create view proof_holds_expired_after_their_deadline as
    select id from holds where state = 'EXPIRED' and (expires_at is null or expires_at > settled_at);
