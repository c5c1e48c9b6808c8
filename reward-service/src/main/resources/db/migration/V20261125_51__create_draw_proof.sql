-- What must always hold of draws; a row is a violation.
create view proof_draws_keep_their_commitment as
    select id from draws
     where (seed is not null and encode(sha256(decode(seed, 'hex')), 'hex') <> commitment)
        or (witness_seed is not null and encode(sha256(decode(witness_seed, 'hex')), 'hex') <> witness_commitment);

create view proof_draw_rules_have_their_hash as
    select r.draw_id, r.version from draw_rules r where encode(sha256(convert_to(r.rules, 'UTF8')), 'hex') <> r.hash
    union all
    select d.id, d.rules_version from draws d
      left join draw_rules r on r.draw_id = d.id and r.version = d.rules_version
     where r.rules is distinct from d.rules or r.hash is distinct from d.rules_hash;

-- Prizes that are promised lie in escrow, and nothing stays there when a draw is over.
create view proof_draw_prizes_are_funded as
    select d.id, p.asset from draws d
     cross join lateral (
        select p ->> 'asset' as asset, sum((p ->> 'amount')::bigint * (p ->> 'quantity')::bigint) as needed
          from jsonb_array_elements(d.rules::jsonb -> 'prizes') p group by 1) p
      left join accounts a on a.class = 'escrow' and a.owner = 'draw/' || d.id and a.asset = p.asset
      left join balances b on b.account_id = a.id
     where d.state not in ('paying', 'cancelling')
       and coalesce(b.posted, 0) <> case when d.state in ('settled', 'cancelled') then 0 else p.needed end;

create view proof_draw_tickets_came_from_chances as
    select e.draw_id, e.account_id from draw_entrants e
      left join journals j on j.business_key = 'draw/' || e.draw_id || '/freeze/' || e.account_id
      left join entries t on t.journal_id = j.id and t.account_id = e.account_id
     where t.amount is distinct from -e.chances;

create view proof_draw_tickets_are_counted as
    select d.id from draws d
     where d.tickets <> (select coalesce(sum(e.tickets), 0) from draw_entrants e where e.draw_id = d.id);

create view proof_draw_winners_were_paid_once as
    select w.draw_id, w.rank from draw_winners w join draws d on d.id = w.draw_id
      left join journals j on j.business_key = 'draw/' || w.draw_id || '/prize/' || w.rank
      left join accounts a on a.class = 'escrow' and a.owner = 'draw/' || w.draw_id and a.asset = w.asset
      left join entries e on e.journal_id = j.id and e.account_id = a.id
     where w.journal_id is distinct from j.id
        or (j.id is null and d.state = 'settled')
        or (j.id is not null and e.amount is distinct from -w.amount);

create view proof_draw_winners_hold_their_tickets as
    select w.draw_id, w.rank from draw_winners w
      left join draw_entrants e on e.draw_id = w.draw_id and e.account_id = w.account_id
     where e.customer_id is distinct from w.customer_id or w.ticket not between 1 and e.tickets;

create view proof_cancelled_draws_gave_everything_back as
    select d.id, p.journal_id from draws d join draw_purchases p on p.draw_id = d.id
     where d.state = 'cancelled' and not p.refunded;
