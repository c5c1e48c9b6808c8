-- What must always hold, one view each; a row is a violation. The proof counts the rows of every view named proof_*.
create view proof_each_asset_sums_to_zero as
    select a.asset, sum(e.amount) as off_by from entries e join accounts a on a.id = e.account_id
     group by a.asset having sum(e.amount) <> 0;

create view proof_each_journal_sums_to_zero as
    select e.journal_id, a.asset, sum(e.amount) as off_by from entries e join accounts a on a.id = e.account_id
     group by e.journal_id, a.asset having sum(e.amount) <> 0;

create view proof_each_journal_has_its_entries as
    select coalesce(j.id, e.journal_id) as journal_id
      from journals j full join (select distinct journal_id from entries) e on e.journal_id = j.id
     where j.id is null or e.journal_id is null;

create view proof_posted_is_the_sum_of_entries as
    select b.account_id, b.posted, coalesce(e.total, 0) as total
      from balances b full join (select account_id, sum(amount) as total from entries group by account_id) e using (account_id)
     where b.posted is distinct from coalesce(e.total, 0);

create view proof_posted_is_the_last_balance_after as
    select b.account_id, b.posted, b.seq, e.balance_after
      from balances b left join entries e on e.account_id = b.account_id and e.seq = b.seq
     where b.posted <> coalesce(e.balance_after, 0);

create view proof_sequence_has_no_gap as
    select b.account_id, b.seq, e.entries, e.last
      from balances b left join (
          select account_id, count(*) as entries, min(seq) as first, max(seq) as last from entries group by account_id) e
          using (account_id)
     where b.seq <> coalesce(e.entries, 0) or b.seq <> coalesce(e.last, 0) or coalesce(e.first, 1) <> 1;

create view proof_balance_after_runs_along as
    select account_id, seq from (
        select account_id, seq, balance_after - amount as before,
               lag(balance_after, 1, 0::bigint) over (partition by account_id order by seq) as expected from entries) e
     where before <> expected;

create view proof_held_is_the_sum_of_open_holds as
    select b.account_id, b.held, coalesce(h.total, 0) as total
      from balances b full join (
          select account_id, sum(remaining) as total from holds where state = 'OPEN' group by account_id) h using (account_id)
     where b.held is distinct from coalesce(h.total, 0);

create view proof_no_balance_beyond_its_limits as
    select account_id from balances where posted - held < floor or posted > ceiling;
