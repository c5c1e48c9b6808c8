-- Most calls of the posting function post journals and nothing else, often a hundred at a time. They get a function of
-- their own that reads, writes and answers in sets, so that what a journal costs does not grow with its neighbours; only
-- the decision goes from journal to journal. Holds, expiry and what is taken back stay with the function that knows all.
--
-- Both keep one plan for each of their statements: PostgreSQL would otherwise plan most of them anew in each call, because
-- it takes a call with few rows for a reason to, and a single posting would spend more on plans than on rows. Each row is
-- found by a unique index whatever the arguments are, so there is nothing to gain from another plan.
alter function ledger_apply(jsonb, jsonb, timestamptz) rename to ledger_apply_any;
alter function ledger_apply_any(jsonb, jsonb, timestamptz) set plan_cache_mode = force_generic_plan;

-- Journals as ledger_apply_any describes them, each leg EXACT or EARN; locks, decides and answers as that does.
create function ledger_post(p_operations jsonb, p_accounts jsonb, p_at timestamptz) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
    -- journals, by their place in p_operations
    numbers   uuid[];
    reversed  uuid[];
    campaigns text[];
    past      uuid[];
    same      boolean[];
    refusals  jsonb[] := '{}';
    accepted  int[] := '{}';
    -- their legs; leg_at is the place of an account
    leg_of    int[];
    leg_at    int[];
    leg_n     bigint[];
    leg_earns boolean[];
    leg       int := 1;
    -- accounts, by their place in p_accounts; debts after them
    wanted    bigint[];
    owing     bigint[];
    owing_at  int[];
    debt_at   int[] := '{}';
    class_of  text[];
    owner_of  text[];
    asset_of  text[];
    posted_of bigint[];
    held_of   bigint[];
    floor_of  bigint[];
    ceil_of   bigint[];
    seq_of    bigint[];
    moved     boolean[];
    terms     jsonb;
    -- entries
    e_of      int[] := '{}';
    e_at      int[] := '{}';
    e_n       bigint[] := '{}';
    e_seq     bigint[] := '{}';
    e_after   bigint[] := '{}';
    told      int := 0;
    last      int;
    at        int;
    n         bigint;
    part      bigint;
    short_at  int;
begin
    select array_agg(coalesce(
               (select a.id from accounts a where a.class = r.class and a.owner = r.owner and a.asset = r.asset),
               ledger_account(r.class, r.owner, r.asset, p_at)) order by r.place)
      into wanted
      from rows from (jsonb_to_recordset(p_accounts) as (class text, owner text, asset text))
               with ordinality as r (class, owner, asset, place);
    select array_agg(j.place order by j.place, l.place), array_agg(l.a + 1 order by j.place, l.place),
           array_agg(l.n order by j.place, l.place), array_agg(l.m = 'EARN' order by j.place, l.place)
      into leg_of, leg_at, leg_n, leg_earns
      from rows from (jsonb_to_recordset(p_operations) as (legs jsonb)) with ordinality as j (legs, place),
           rows from (jsonb_to_recordset(j.legs) as (a int, n bigint, m text)) with ordinality as l (a, n, m, place);

    if true = any(leg_earns) then
        -- read after the customers are locked: nobody can open or move their debts behind our back
        perform from ledger_lock(wanted, 0, 0);
        select array_agg(d.id), array_agg(c.place) into owing, owing_at
          from unnest(wanted) with ordinality c (id, place)
          join accounts a on a.id = c.id and a.class = 'customer'
          join accounts d on d.class = 'debt' and d.owner = a.owner and d.asset = a.asset;
        for i in 1 .. coalesce(cardinality(owing), 0) loop
            at := array_position(wanted, owing[i]);
            if at is null then
                wanted := wanted || owing[i];
                at := cardinality(wanted);
            end if;
            debt_at[owing_at[i]] := at;
        end loop;
    end if;
    select array_agg(b.class order by b.place), array_agg(b.owner order by b.place), array_agg(b.asset order by b.place),
           array_agg(b.posted order by b.place), array_agg(b.held order by b.place), array_agg(b.floor order by b.place),
           array_agg(b.ceiling order by b.place), array_agg(b.seq order by b.place)
      into class_of, owner_of, asset_of, posted_of, held_of, floor_of, ceil_of, seq_of
      from (select w.place, a.class, a.owner, a.asset, b.posted, b.held, b.floor, b.ceiling, b.seq
              from unnest(wanted) with ordinality w (id, place)
              join accounts a on a.id = w.id join balances b on b.account_id = a.id
             order by a.lock_rank, a.id
               for update of b) b;
    moved := array_fill(false, array[cardinality(wanted)]);
    -- after the customers are locked: a policy that is switched on meanwhile waits for our locks, or we for its
    select jsonb_object_agg(p.asset, p.debt) into terms from expiry_policies p where p.asset = any(asset_of);

    -- a journal that is there already answers as it did
    select array_agg(j.id order by j.place), array_agg(j.reverses order by j.place),
           array_agg(j.campaign order by j.place), array_agg(p.id order by j.place),
           array_agg(p.content_hash = j.hash order by j.place)
      into numbers, reversed, campaigns, past, same
      from rows from (jsonb_to_recordset(p_operations)
                          as (id uuid, reverses uuid, "campaignId" text, "businessKey" text, hash text))
               with ordinality as j (id, reverses, campaign, key, hash, place)
      left join lateral (select id, content_hash from journals where business_key = j.key limit 1) p on true;

    for i in 1 .. cardinality(numbers) loop
        last := told;
        short_at := null;
        if past[i] is not null then
            refusals[i] := case when same[i] then ledger_replay(past[i])
                else (select jsonb_build_object('outcome', 'conflict', 'journalId', id, 'recordedAt', recorded_at)
                        from journals where id = past[i]) end;
        end if;
        while leg_of[leg] = i loop
            at := leg_at[leg];
            n := leg_n[leg];
            if leg_earns[leg] and debt_at[at] is not null then
                part := least(n, -posted_of[debt_at[at]]);
                if part > 0 then
                    last := last + 1;
                    e_at[last] := debt_at[at];
                    e_n[last] := part;
                    n := n - part;
                end if;
            end if;
            if n <> 0 then
                last := last + 1;
                e_at[last] := at;
                e_n[last] := n;
                if n < 0 and posted_of[at] + n - held_of[at] < floor_of[at] or n > 0 and posted_of[at] + n > ceil_of[at] then
                    short_at := coalesce(short_at, at);
                end if;
            end if;
            leg := leg + 1;
        end loop;
        if past[i] is not null then
            continue;
        end if;
        if short_at is not null then
            refusals[i] := jsonb_build_object('outcome', 'short', 'account', jsonb_build_object(
                'accountId', wanted[short_at], 'class', class_of[short_at], 'owner', owner_of[short_at],
                'asset', asset_of[short_at], 'seq', seq_of[short_at], 'amount', 0, 'posted', posted_of[short_at],
                'held', held_of[short_at]));
            continue;
        end if;
        for e in told + 1 .. last loop
            at := e_at[e];
            posted_of[at] := posted_of[at] + e_n[e];
            seq_of[at] := seq_of[at] + 1;
            moved[at] := true;
            e_of[e] := i;
            e_seq[e] := seq_of[at];
            e_after[e] := posted_of[at];
        end loop;
        told := last;
        accepted := accepted || i;
    end loop;

    if told > 0 then
        insert into journals (id, kind, code, business_key, content_hash, effective_at, recorded_at, actor, cause,
                              campaign_id, reverses)
        select j.id, j.kind, j.code, j.key, j.hash, coalesce(j.effective_at, p_at), p_at, j.actor, j.cause, j.campaign, j.reverses
          from rows from (jsonb_to_recordset(p_operations)
                              as (id uuid, kind text, code text, "businessKey" text, hash text, "effectiveAt" timestamptz,
                                  actor text, cause text, "campaignId" text, reverses uuid))
                   with ordinality as j (id, kind, code, key, hash, effective_at, actor, cause, campaign, reverses, place)
         where j.place = any(accepted)
         order by j.place
        on conflict (business_key) do nothing;
        get diagnostics last = row_count;
        if last < cardinality(accepted) then
            -- the same key over other accounts, committed between our look and our insert: start over and replay
            raise exception 'a business key was posted at this moment' using errcode = '40001';
        end if;
        insert into entries (account_id, seq, journal_id, amount, balance_after)
        select wanted[e.at], e.seq, numbers[e.of], e.n, e.after
          from unnest(e_of, e_at[:told], e_n[:told], e_seq, e_after) e (of, at, n, seq, after);
        update balances b set posted = u.posted, seq = u.seq
          from unnest(wanted, posted_of, seq_of, moved) u (id, posted, seq, moved) where b.account_id = u.id and u.moved;
        if terms is not null then
            for e in 1 .. told loop
                if class_of[e_at[e]] = 'customer' and terms ? asset_of[e_at[e]] then
                    perform lots_move(wanted[e_at[e]], asset_of[e_at[e]], numbers[e_of[e]], reversed[e_of[e]],
                        campaigns[e_of[e]], e_n[e], p_at);
                end if;
            end loop;
        end if;
    end if;
    return (
        select jsonb_agg(coalesce(refusals[j.place], jsonb_build_object(
                   'outcome', 'posted', 'journalId', j.id, 'recordedAt', p_at, 'entries', m.entries)) order by j.place)
          from unnest(numbers) with ordinality j (id, place)
          left join (select e.of, jsonb_agg(jsonb_build_object('accountId', wanted[e.at], 'class', class_of[e.at],
                                'owner', owner_of[e.at], 'asset', asset_of[e.at], 'seq', e.seq, 'amount', e.n,
                                'posted', e.after, 'held', held_of[e.at]) order by e.place) as entries
                       from unnest(e_of, e_at[:told], e_n[:told], e_seq, e_after) with ordinality e (of, at, n, seq, after, place)
                      group by e.of) m on m.of = j.place);
end $$;

-- The one writer of the ledger, see ledger_apply_any.
create function ledger_apply(p_operations jsonb, p_accounts jsonb, p_at timestamptz) returns jsonb
language plpgsql as $$
begin
    if p_operations @? '$[*] ? (@.op != "post" || @.legs[*].m == "TAKE")' then
        return ledger_apply_any(p_operations, p_accounts, p_at);
    end if;
    return ledger_post(p_operations, p_accounts, p_at);
end $$;
