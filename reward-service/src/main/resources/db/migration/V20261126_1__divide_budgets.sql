-- A hot budget can be divided: part of it is leased to slots, escrow accounts of their own, and who takes from the budget
-- takes from a slot that nobody else has locked. So callers that do not share a call (replicas, holds, grants) no longer
-- wait for each other's commit. A slot that has too little leases more from the budget; when the whole runs low, whoever
-- comes gathers the slots and takes from the budget itself, so nothing is refused while any part of it is left.

create table budget_slots (
    account_id bigint   primary key constraint fk_budget_slots_account references accounts (id),
    budget_id  bigint   not null constraint fk_budget_slots_budget references accounts (id),
    number     smallint not null constraint ck_budget_slots_number check (number between 1 and 16),
    -- a closed slot leases nothing more; it stays, because what is given back returns to where it was taken from
    open       boolean  not null,
    constraint uq_budget_slots_budget_number unique (budget_id, number)
);

-- What a budget has with its slots.
create view budget_positions as
    select a.owner as campaign_id, a.asset, a.id as account_id, b.posted + coalesce(s.posted, 0) as posted,
           b.held + coalesce(s.held, 0) as held
      from accounts a join balances b on b.account_id = a.id
      left join lateral (
        select sum(p.posted)::bigint as posted, sum(p.held)::bigint as held
          from budget_slots s join balances p on p.account_id = s.account_id where s.budget_id = a.id) s on true
     where a.class = 'budget';

create view proof_slots_lease_from_their_budget as
    select s.account_id from budget_slots s
      join accounts a on a.id = s.account_id join accounts b on b.id = s.budget_id
     where a.class <> 'escrow' or b.class <> 'budget' or a.asset <> b.asset;

-- A lease moves value between one budget and its slots, and nowhere else.
create view proof_leases_stay_within_their_budget as
    select j.id from journals j join entries e on e.journal_id = j.id
      left join budget_slots s on s.account_id = e.account_id
     where j.kind = 'lease'
     group by j.id
    having count(distinct coalesce(s.budget_id, e.account_id)) <> 1;

-- A UUID of version 7, as the service makes them.
create function ledger_id(p_at timestamptz) returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || '7'
            || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- A journal between a budget and its slots, as ledger_apply takes it.
create function ledger_lease(p_campaign text, p_legs jsonb, p_at timestamptz) returns jsonb language sql volatile as $$
    select jsonb_build_object('op', 'post', 'id', id, 'kind', 'lease', 'businessKey', 'lease/' || id, 'hash', 'lease',
                              'actor', 'ledger', 'campaignId', p_campaign, 'legs', p_legs)
      from ledger_id(p_at) id
$$;

-- Leases that bring back to budgets what their slots have available. p_accounts: all of them, as a lease will name them.
create function ledger_gathering(p_budgets bigint[], p_accounts bigint[], p_at timestamptz) returns jsonb
language sql volatile as $$
    select coalesce(jsonb_agg(ledger_lease(g.campaign, g.legs, p_at) order by g.id), '[]')
      from (select m.id, m.owner as campaign,
                   jsonb_agg(jsonb_build_object('a', array_position(p_accounts, s.account_id) - 1,
                                                'n', b.held - b.posted, 'm', 'EXACT') order by s.number)
                   || jsonb_build_object('a', array_position(p_accounts, m.id) - 1,
                                         'n', sum(b.posted - b.held), 'm', 'EXACT') as legs
              from budget_slots s join balances b on b.account_id = s.account_id join accounts m on m.id = s.budget_id
             where s.budget_id = any(p_budgets) and b.posted - b.held > 0
             group by m.id) g
$$;

-- Results of which the first are those of leases, marked so.
create function ledger_leased(p_results jsonb, p_leases int) returns jsonb language sql immutable as $$
    select coalesce(jsonb_agg(case when r.place > p_leases then r.result else r.result || '{"outcome": "leased"}' end
                              order by r.place), '[]')
      from jsonb_array_elements(p_results) with ordinality r (result, place)
$$;

-- Whether each slot of a budget could still answer a call that needs so much, and then once more.
create function ledger_plenty(p_budget bigint, p_need numeric) returns boolean language sql volatile as $$
    select t.slots > 0 and p.posted - p.held >= 2 * t.slots * p_need
      from budget_positions p, (select count(*) as slots from budget_slots where budget_id = p_budget and open) t
     where p.account_id = p_budget
$$;

-- Operations of which some take from a divided budget, as ledger_apply takes and answers them; null when none does.
create function ledger_apply_divided(p_operations jsonb, p_accounts jsonb, p_at timestamptz) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
    -- divided budgets that the call takes from, with their place in p_accounts
    budgets    bigint[];
    campaigns  text[];
    places     int[];
    needs      numeric[];
    -- all accounts, as in accounts; those of p_accounts come first
    ids        bigint[];
    accounts   jsonb;
    operations jsonb;
    leases     jsonb;
    results    jsonb;
    plenty     boolean;
    operation  jsonb;
    slot       record;
    hold       record;
    n          numeric;
begin
    select array_agg(a.id order by a.id), array_agg(a.owner order by a.id), array_agg(r.place::int order by a.id),
           array_agg(t.n order by a.id)
      into budgets, campaigns, places, needs
      from rows from (jsonb_to_recordset(p_accounts) as (class text, owner text, asset text))
               with ordinality as r (class, owner, asset, place)
      join accounts a on a.class = 'budget' and a.owner = r.owner and a.asset = r.asset
      cross join lateral (
        select coalesce((select sum(-l.n) from jsonb_to_recordset(p_operations) as j (legs jsonb),
                                               jsonb_to_recordset(j.legs) as l (a int, n bigint)
                          where l.n < 0 and l.a = r.place - 1), 0)
             + coalesce((select sum(j.amount) from jsonb_to_recordset(p_operations) as j (op text, a int, amount bigint)
                          where j.op = 'hold' and j.a = r.place - 1), 0) as n) t
     where r.class = 'budget' and t.n > 0 and exists (select from budget_slots s where s.budget_id = a.id);
    if budgets is null then
        return null;
    end if;

    -- in the lock order: holds, people, and only then what is shared
    if p_operations @? '$[*].holdId' then
        perform from holds h
          where h.id in (select (o ->> 'holdId')::uuid from jsonb_array_elements(p_operations) o) order by h.id for update;
    end if;
    select array_agg(ledger_account(r.class, r.owner, r.asset, p_at) order by r.place) into ids
      from rows from (jsonb_to_recordset(p_accounts) as (class text, owner text, asset text))
               with ordinality as r (class, owner, asset, place);
    perform from ledger_lock(ids, 0, 1);

    -- a hold that is there already answers from the account that it was taken from
    accounts := p_accounts;
    operations := p_operations;
    if p_operations @? '$[*] ? (@.op == "hold")' then
        for hold in
            select o.place::int - 1 as at, h.account_id, a.class, a.owner, a.asset
              from rows from (jsonb_to_recordset(p_operations) as (op text, a int, "businessKey" text))
                       with ordinality as o (op, a, key, place)
              join holds h on h.business_key = o.key
              join budget_slots s on s.account_id = h.account_id and s.budget_id = ids[o.a + 1]
              join accounts a on a.id = h.account_id
             where o.op = 'hold' order by o.place
        loop
            if array_position(ids, hold.account_id) is null then
                ids := ids || hold.account_id;
                accounts := accounts || jsonb_build_object('class', hold.class, 'owner', hold.owner, 'asset', hold.asset);
            end if;
            operations := jsonb_set(
                operations, array[hold.at::text, 'a'], to_jsonb(array_position(ids, hold.account_id) - 1));
        end loop;
    end if;

    select bool_and(ledger_plenty(b.id, b.need)) into plenty from unnest(budgets, needs) b (id, need);
    if plenty then
        declare
            own     bigint[] := ids;
            divided jsonb := accounts;
        begin
            leases := '[]';
            for i in 1 .. cardinality(budgets) loop
                select s.account_id, a.owner, a.asset, b.posted - b.held as spare into slot
                  from budget_slots s join balances b on b.account_id = s.account_id
                  join accounts a on a.id = s.account_id
                 where s.budget_id = budgets[i] and s.open and s.account_id <> all(own)
                 order by b.posted - b.held >= needs[i] desc, hashint4(pg_backend_pid() * 16 + s.number)
                 limit 1 for update of b skip locked;
                if slot is null and cardinality(budgets) = 1 then
                    -- all are taken: who has one waits for nobody that comes behind us
                    select s.account_id, a.owner, a.asset, b.posted - b.held as spare into slot
                      from budget_slots s join balances b on b.account_id = s.account_id
                      join accounts a on a.id = s.account_id
                     where s.budget_id = budgets[i] and s.open and s.account_id <> all(own)
                     order by hashint4(pg_backend_pid() * 16 + s.number)
                     limit 1 for update of b;
                end if;
                if slot is null then
                    raise exception 'every slot is taken' using errcode = 'GW005';
                end if;
                -- once more, now that as many as there are slots can be here at most: so none of them is the last
                if not ledger_plenty(budgets[i], needs[i]) then
                    raise exception 'the budget runs low' using errcode = 'GW005';
                end if;
                own[places[i]] := slot.account_id;
                divided := jsonb_set(divided, array[(places[i] - 1)::text],
                    jsonb_build_object('class', 'escrow', 'owner', slot.owner, 'asset', slot.asset));
                if slot.spare < needs[i] then
                    -- ever less, so that none keeps much when the others run dry
                    select greatest(needs[i] - slot.spare, trunc((p.posted - p.held) / (2.0 * count(s)))) into n
                      from budget_positions p join budget_slots s on s.budget_id = p.account_id and s.open
                     where p.account_id = budgets[i] group by p.posted, p.held;
                    select least(n, b.posted - b.held) into n from balances b where b.account_id = budgets[i];
                    if n < needs[i] - slot.spare then
                        raise exception 'the budget has leased too much of itself' using errcode = 'GW005';
                    end if;
                    leases := leases || ledger_lease(campaigns[i], jsonb_build_array(
                        jsonb_build_object('a', cardinality(own), 'n', -n, 'm', 'EXACT'),
                        jsonb_build_object('a', places[i] - 1, 'n', n, 'm', 'EXACT')), p_at);
                    own := own || budgets[i];
                    divided := divided || (p_accounts -> (places[i] - 1));
                end if;
            end loop;
            results := ledger_apply_whole(leases || operations, divided, p_at);
            if results @? '$[*] ? (@.outcome == "short" && @.account.class == "escrow")' then
                raise exception 'a slot has too little' using errcode = 'GW005';
            end if;
            if leases = '[]' then
                return results;
            end if;
            if exists (select from generate_series(0, jsonb_array_length(leases) - 1) i
                        where results -> i ->> 'outcome' <> 'posted') then
                raise exception 'the budget has too little' using errcode = 'GW005';
            end if;
            return ledger_leased(results, jsonb_array_length(leases));
        exception when sqlstate 'GW005' then
            -- without effect, and its locks are free again: now the whole budget
            null;
        end;
    end if;

    for slot in
        select s.account_id, a.class, a.owner, a.asset
          from budget_slots s join accounts a on a.id = s.account_id
         where s.budget_id = any(budgets) and s.account_id <> all(ids) order by s.account_id
    loop
        ids := ids || slot.account_id;
        accounts := accounts || jsonb_build_object('class', slot.class, 'owner', slot.owner, 'asset', slot.asset);
    end loop;
    perform from ledger_lock(ids, 2, 9);
    if exists (select from budget_slots s where s.budget_id = any(budgets) and s.account_id <> all(ids)) then
        raise exception 'a budget got slots at this moment' using errcode = '40001';
    end if;
    if not operations @? '$[*].holdId' and not exists (
        select from jsonb_to_recordset(operations) as j (legs jsonb), jsonb_to_recordset(j.legs) as l (a int, n bigint)
                    join budget_slots s on s.account_id = ids[l.a + 1] where l.n > 0)
    then
        leases := ledger_gathering(budgets, ids, p_at);
        return ledger_leased(ledger_apply_whole(leases || operations, accounts, p_at), jsonb_array_length(leases));
    end if;
    -- what an operation frees in a slot is there for the next
    results := '[]';
    for operation in select value from jsonb_array_elements(operations) with ordinality order by ordinality loop
        leases := ledger_gathering(budgets, ids, p_at);
        results := results
            || ledger_leased(ledger_apply_whole(leases || operation, accounts, p_at), jsonb_array_length(leases));
    end loop;
    return results;
end $$;

alter function ledger_apply(jsonb, jsonb, timestamptz) rename to ledger_apply_whole;

-- The one writer of the ledger, see ledger_apply_any. A result more, with the outcome leased, tells of a journal between a
-- budget and its slots, where it happened among the others.
create function ledger_apply(p_operations jsonb, p_accounts jsonb, p_at timestamptz) returns jsonb
language plpgsql as $$
declare
    results jsonb;
begin
    if exists (select from budget_slots) then
        results := ledger_apply_divided(p_operations, p_accounts, p_at);
    end if;
    if results is not null then
        return results;
    end if;
    results := ledger_apply_whole(p_operations, p_accounts, p_at);
    if results @? '$[*] ? (@.outcome == "short" && @.account.class == "budget")' and exists (
        select from jsonb_array_elements(results) r
               join budget_slots s on s.budget_id = (r #>> '{account, accountId}')::bigint where r ->> 'outcome' = 'short')
    then
        raise exception 'a budget was divided at this moment' using errcode = '40001';
    end if;
    return results;
end $$;

-- Brings back to a budget what its slots have available; answers as ledger_apply does.
create function ledger_gather(p_budget bigint, p_at timestamptz) returns jsonb
language plpgsql as $$
declare
    ids    bigint[] := p_budget || array(select account_id from budget_slots where budget_id = p_budget order by 1);
    leases jsonb;
begin
    perform from ledger_lock(ids, 0, 9);
    leases := ledger_gathering(array[p_budget], ids, p_at);
    if leases = '[]' then
        return leases;
    end if;
    return ledger_leased(ledger_apply_whole(leases, (
        select jsonb_agg(jsonb_build_object('class', a.class, 'owner', a.owner, 'asset', a.asset) order by i.place)
          from unnest(ids) with ordinality i (id, place) join accounts a on a.id = i.id), p_at), 1);
end $$;
