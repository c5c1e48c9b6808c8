-- Number of the last entry of an account that was recorded at or before a moment, 0 when there is none; with
-- balance_after of that entry the balance at any moment takes a few rows, however long the history is. Entries follow
-- each other in the order of their numbers, their times only nearly so (two replicas, two clocks, waiting for a lock), so
-- the search by halves looks for what was recorded up to a minute later and then goes back to the entry itself.
create function ledger_seq_at(p_account bigint, p_at timestamptz) returns bigint
language plpgsql stable as $$
declare
    slack constant interval := interval '1 minute';
    low   bigint := 0;
    high  bigint;
    mid   bigint;
    late  boolean;
begin
    select seq into high from balances where account_id = p_account;
    while low < high loop
        mid := (low + high + 1) / 2;
        select j.recorded_at > p_at + slack into late
          from entries e join journals j on j.id = e.journal_id where e.account_id = p_account and e.seq = mid;
        if late then
            high := mid - 1;
        else
            low := mid;
        end if;
    end loop;
    return coalesce((
        select e.seq from entries e join journals j on j.id = e.journal_id
         where e.account_id = p_account and e.seq <= low and j.recorded_at <= p_at
         order by e.seq desc limit 1), 0);
end $$;
