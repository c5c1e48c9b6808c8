-- What customers cannot pay with, such as the status units of a tier programme; fixed for life like kind and scale.
alter table assets add column spendable boolean not null default true;

create view proof_what_only_measures_was_never_paid_with as
    select e.journal_id, a.owner, a.asset
      from assets s
      join accounts a on a.asset = s.code and a.class = 'customer'
      join entries e on e.account_id = a.id and e.amount < 0
      join journals j on j.id = e.journal_id
     where not s.spendable and j.kind in ('spend', 'redeem', 'draw');
