-- Holds with a deadline, and lots: the posting function keeps them in the same round trip, under the locks that it has.
alter table holds add column expires_at timestamptz;
alter table holds drop constraint ck_holds_state;
alter table holds add constraint ck_holds_state check (state in ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED'));
create index ix_holds_expires_at_open on holds (expires_at) where state = 'OPEN' and expires_at is not null;

create or replace function ledger_hold_json(p_outcome text, p_hold holds, p_amount bigint, p_account ledger_book, p_counter ledger_book)
returns jsonb language sql immutable as $$
    select jsonb_build_object('outcome', p_outcome, 'hold', jsonb_build_object(
        'id', p_hold.id, 'state', p_hold.state, 'amount', p_amount, 'remaining', p_hold.remaining,
        'version', p_hold.version, 'dueAt', p_hold.due_at, 'expiresAt', p_hold.expires_at, 'journalId', p_hold.journal_id,
        'account', ledger_entry_json(p_account, 0), 'counter', ledger_entry_json(p_counter, 0)))
$$;

-- p_accounts: [{class, owner, asset}] in lock order. p_operations, in order:
--   {op: post,   id, kind, code, businessKey, hash, effectiveAt, actor, cause, campaignId, reverses, legs: [{a, n, m}]}
--   {op: hold,   id, businessKey, a, c, amount, dueAt, expiresAt, actor, cause, campaignId}
--   {op: settle, holdId, amount, + the journal fields of post}     amount null: all that remains
--   {op: void,   holdId, amount}                                   amount null: all that remains
--   {op: lapse,  holdId}                                           gives back a hold whose deadline has passed
--   {op: expire, a, c, + the journal fields of post}               moves what is due of the lots of a to c
-- a, c: index into p_accounts. m: EXACT; EARN repays the customer's debt first; TAKE leaves what is missing as debt, or
-- as the policy of the asset says: floor takes no more than there is (and gives the other side as much less), write-off
-- lets the house bear it (from issuance).
-- Each result has an outcome: posted, replayed, held, voided, lapsed; unchanged when there was nothing to do; or a
-- refusal without any effect: short, conflict, settled, excess, unknown. A hold past its deadline is settled: EXPIRED.
create or replace function ledger_apply(p_operations jsonb, p_accounts jsonb, p_at timestamptz) returns jsonb
language plpgsql as $$
declare
    refs      bigint[] := '{}';
    wanted    bigint[];
    books     ledger_book[] := '{}';
    ids       bigint[] := '{}';
    book      ledger_book;
    item      jsonb;
    leg       jsonb;
    results   jsonb := '[]';
    moved     jsonb;
    hold      holds;
    past      journals;
    owes      boolean := false;
    terms     jsonb;
    lacking   jsonb;
    leg_at    int[];
    leg_n     bigint[];
    at        int;
    debt_at   int;
    n         bigint;
    part      bigint;
    short_at  int;
    journal   uuid;
    e_account bigint[] := '{}';
    e_seq     bigint[] := '{}';
    e_journal uuid[] := '{}';
    e_amount  bigint[] := '{}';
    e_after   bigint[] := '{}';
begin
    for item in select value from jsonb_array_elements(p_accounts) with ordinality order by ordinality loop
        refs := refs || ledger_account(item ->> 'class', item ->> 'owner', item ->> 'asset', p_at);
    end loop;
    wanted := refs;
    owes := p_operations @? '$[*].legs[*] ? (@.m != "EXACT")' or p_operations @? '$[*] ? (@.op == "settle")';

    if p_operations @? '$[*].holdId' then
        for hold in
            select h.* from holds h
             where h.id in (select (o ->> 'holdId')::uuid from jsonb_array_elements(p_operations) o)
             order by h.id for update
        loop
            wanted := wanted || hold.account_id || hold.counter_account_id;
        end loop;
    end if;

    for book in select * from ledger_lock(wanted, 0, 0) loop
        books := books || book;
        ids := ids || book.account_id;
    end loop;
    if cardinality(books) > 0 then
        -- asset -> what becomes of a debt, for assets with lots; read after the customers are locked: a policy that is
        -- switched on meanwhile waits for our locks, or we for its
        select jsonb_object_agg(p.asset, p.debt) into terms
          from expiry_policies p where p.asset in (select b.asset from unnest(books) b);
    end if;
    terms := coalesce(terms, '{}');
    if terms <> '{}' and p_operations @? '$[*].legs[*] ? (@.m == "TAKE")' then
        wanted := wanted || array(
            select ledger_account('issuance', 'house', key, p_at) from jsonb_each_text(terms) where value = 'write-off');
    end if;
    if owes then
        -- read after the customers are locked: nobody can open or move their debts behind our back
        wanted := wanted || array(
            select d.id from accounts c
              join accounts d on d.class = 'debt' and d.owner = c.owner and d.asset = c.asset
             where c.id = any(ids));
    end if;
    for book in select * from ledger_lock(wanted, 1, 9) loop
        books := books || book;
        ids := ids || book.account_id;
    end loop;

    for item in select value from jsonb_array_elements(p_operations) with ordinality order by ordinality loop
        hold := null;
        leg_at := '{}';
        leg_n := '{}';
        short_at := null;

        if item ->> 'op' = 'hold' then
            select * into hold from holds where business_key = item ->> 'businessKey';
            at := array_position(ids, refs[(item ->> 'a')::int + 1]);
            debt_at := array_position(ids, refs[(item ->> 'c')::int + 1]);
            n := (item ->> 'amount')::bigint;
            if hold.id is not null then
                results := results || ledger_hold_json(
                    case when hold.amount = n and hold.account_id = ids[at] and hold.counter_account_id = ids[debt_at]
                         then 'replayed' else 'conflict' end, hold, hold.amount, books[at], books[debt_at]);
                continue;
            end if;
            if books[at].floor is not null and books[at].posted - books[at].held - n < books[at].floor then
                results := results || jsonb_build_object('outcome', 'short', 'account', ledger_entry_json(books[at], 0));
                continue;
            end if;
            insert into holds (id, business_key, account_id, counter_account_id, amount, remaining, state, due_at,
                               expires_at, opened_at, cause, campaign_id, actor)
            values ((item ->> 'id')::uuid, item ->> 'businessKey', ids[at], ids[debt_at], n, n, 'OPEN',
                    (item ->> 'dueAt')::timestamptz, (item ->> 'expiresAt')::timestamptz, p_at, item ->> 'cause',
                    item ->> 'campaignId', item ->> 'actor')
            on conflict (business_key) do nothing returning * into hold;
            if hold.id is null then
                raise exception 'business key % was held at this moment', item ->> 'businessKey' using errcode = '40001';
            end if;
            books[at].held := books[at].held + n;
            books[at].touched := true;
            results := results || ledger_hold_json('held', hold, n, books[at], books[debt_at]);
            continue;
        end if;

        if item ? 'holdId' then
            select * into hold from holds where id = (item ->> 'holdId')::uuid;
            if hold.id is null then
                results := results || jsonb_build_object('outcome', 'unknown');
                continue;
            end if;
            at := array_position(ids, hold.account_id);
            debt_at := array_position(ids, hold.counter_account_id);
            part := coalesce((item ->> 'amount')::bigint, hold.remaining);
            if item ->> 'op' = 'lapse' and hold.state = 'OPEN' then
                if hold.expires_at is null or hold.expires_at > p_at then
                    results := results || ledger_hold_json('unchanged', hold, hold.remaining, books[at], books[debt_at]);
                    continue;
                end if;
                update holds set remaining = 0, version = version + 1, state = 'EXPIRED', settled_at = p_at
                 where id = hold.id returning * into hold;
                books[at].held := books[at].held - part;
                books[at].touched := true;
                results := results || ledger_hold_json('lapsed', hold, part, books[at], books[debt_at]);
                continue;
            end if;
            if hold.state = 'OPEN' and hold.expires_at <= p_at then
                hold.state := 'EXPIRED';
            end if;
            if hold.state <> 'OPEN' then
                results := results || ledger_hold_json('settled', hold, hold.posted, books[at], books[debt_at]);
                continue;
            end if;
            if part < 1 or part > hold.remaining then
                results := results || ledger_hold_json('excess', hold, hold.remaining, books[at], books[debt_at]);
                continue;
            end if;
            if item ->> 'op' = 'void' then
                update holds set remaining = remaining - part, version = version + 1,
                       state = case when remaining = part then 'VOIDED' else 'OPEN' end,
                       settled_at = case when remaining = part then p_at end
                 where id = hold.id returning * into hold;
                books[at].held := books[at].held - part;
                books[at].touched := true;
                results := results || ledger_hold_json('voided', hold, part, books[at], books[debt_at]);
                continue;
            end if;
        end if;

        -- a journal: one that is there already answers as it did
        select * into past from journals where business_key = item ->> 'businessKey';
        if past.id is not null then
            results := results || case when past.content_hash = item ->> 'hash' then ledger_replay(past.id)
                else jsonb_build_object('outcome', 'conflict', 'journalId', past.id, 'recordedAt', past.recorded_at) end;
            continue;
        end if;

        -- its legs, as far as they depend on balances
        if hold.id is not null then
            item := item || jsonb_build_object('legs', jsonb_build_array(
                jsonb_build_object('i', at, 'n', -part, 'm', 'EXACT'),
                jsonb_build_object('i', debt_at, 'n', part,
                    'm', case when books[debt_at].class = 'customer' then 'EARN' else 'EXACT' end)));
            books[at].held := books[at].held - hold.remaining;
        end if;
        if item ->> 'op' = 'expire' then
            at := array_position(ids, refs[(item ->> 'a')::int + 1]);
            n := lots_due(ids[at], books[at].held, p_at);
            if n = 0 then
                results := results || jsonb_build_object('outcome', 'unchanged', 'account', ledger_entry_json(books[at], 0));
                continue;
            end if;
            item := item || jsonb_build_object('legs', jsonb_build_array(
                jsonb_build_object('a', item -> 'a', 'n', -n, 'm', 'EXACT'),
                jsonb_build_object('a', item -> 'c', 'n', n, 'm', 'EXACT')));
        end if;
        lacking := '{}';
        for leg in select value from jsonb_array_elements(item -> 'legs') loop
            at := coalesce((leg ->> 'i')::int, array_position(ids, refs[(leg ->> 'a')::int + 1]));
            n := (leg ->> 'n')::bigint;
            if leg ->> 'm' <> 'EXACT' then
                debt_at := null;
                for i in 1 .. cardinality(ids) loop
                    if books[i].class = 'debt' and books[i].owner = books[at].owner and books[i].asset = books[at].asset then
                        debt_at := i;
                    end if;
                end loop;
                if leg ->> 'm' = 'EARN' then
                    part := case when debt_at is null then 0 else least(n, -books[debt_at].posted) end;
                else
                    part := least(0, n + greatest(0, books[at].posted - books[at].held - coalesce(books[at].floor, 0)));
                    if part < 0 and terms ->> books[at].asset = 'floor' then
                        lacking := lacking || jsonb_build_object(
                            books[at].asset, coalesce((lacking ->> books[at].asset)::bigint, 0) - part);
                        n := n - part;
                        part := 0;
                    elsif part < 0 and terms ->> books[at].asset = 'write-off' then
                        for i in 1 .. cardinality(ids) loop
                            if books[i].class = 'issuance' and books[i].asset = books[at].asset then
                                debt_at := i;
                            end if;
                        end loop;
                    elsif part < 0 and debt_at is null then
                        select * into book from ledger_lock(
                            array[ledger_account('debt', books[at].owner, books[at].asset, p_at)], 0, 9);
                        books := books || book;
                        ids := ids || book.account_id;
                        debt_at := cardinality(ids);
                    end if;
                end if;
                if part <> 0 then
                    leg_at := leg_at || debt_at;
                    leg_n := leg_n || part;
                    n := n - part;
                end if;
            end if;
            if n <> 0 then
                leg_at := leg_at || at;
                leg_n := leg_n || n;
            end if;
        end loop;

        if lacking <> '{}' then
            -- what was not taken is not given either
            for i in 1 .. cardinality(leg_at) loop
                book := books[leg_at[i]];
                part := least(leg_n[i], coalesce((lacking ->> book.asset)::bigint, 0));
                if part > 0 then
                    leg_n[i] := leg_n[i] - part;
                    lacking := lacking || jsonb_build_object(book.asset, (lacking ->> book.asset)::bigint - part);
                end if;
            end loop;
            leg_at := array(select kept.book from unnest(leg_at, leg_n) with ordinality kept (book, moves, place)
                             where kept.moves <> 0 order by kept.place);
            leg_n := array_remove(leg_n, 0::bigint);
            if cardinality(leg_at) = 0 then
                at := array_position(ids, refs[(item #>> '{legs,0,a}')::int + 1]);
                results := results || jsonb_build_object('outcome', 'unchanged', 'account', ledger_entry_json(books[at], 0));
                continue;
            end if;
        end if;

        for i in 1 .. cardinality(leg_at) loop
            book := books[leg_at[i]];
            if (leg_n[i] < 0 and book.floor is not null and book.posted + leg_n[i] - book.held < book.floor)
               or (leg_n[i] > 0 and book.ceiling is not null and book.posted + leg_n[i] > book.ceiling) then
                short_at := coalesce(short_at, leg_at[i]);
            end if;
        end loop;
        if short_at is not null then
            results := results || jsonb_build_object('outcome', 'short', 'account', ledger_entry_json(books[short_at], 0));
            continue;
        end if;

        journal := (item ->> 'id')::uuid;
        insert into journals (id, kind, code, business_key, content_hash, effective_at, recorded_at, actor, cause,
                              campaign_id, reverses)
        values (journal, item ->> 'kind', item ->> 'code', item ->> 'businessKey', item ->> 'hash',
                coalesce((item ->> 'effectiveAt')::timestamptz, p_at), p_at, item ->> 'actor',
                coalesce(item ->> 'cause', hold.cause), coalesce(item ->> 'campaignId', hold.campaign_id),
                (item ->> 'reverses')::uuid)
        on conflict (business_key) do nothing;
        if not found then
            -- the same key over other accounts, committed between our look and our insert: start over and replay
            raise exception 'business key % was posted at this moment', item ->> 'businessKey' using errcode = '40001';
        end if;

        moved := '[]';
        for i in 1 .. cardinality(leg_at) loop
            at := leg_at[i];
            books[at].posted := books[at].posted + leg_n[i];
            books[at].seq := books[at].seq + 1;
            books[at].touched := true;
            e_account := e_account || ids[at];
            e_seq := e_seq || books[at].seq;
            e_journal := e_journal || journal;
            e_amount := e_amount || leg_n[i];
            e_after := e_after || books[at].posted;
            moved := moved || ledger_entry_json(books[at], leg_n[i]);
            if terms <> '{}' and books[at].class = 'customer' and terms ? books[at].asset then
                perform lots_move(ids[at], books[at].asset, journal, (item ->> 'reverses')::uuid,
                    coalesce(item ->> 'campaignId', hold.campaign_id), leg_n[i], p_at);
            end if;
        end loop;
        if hold.id is not null then
            part := coalesce((item ->> 'amount')::bigint, hold.remaining);
            update holds set state = 'POSTED', remaining = 0, posted = part, settled_at = p_at, journal_id = journal,
                   version = version + 1
             where id = hold.id returning * into hold;
            results := results || (ledger_hold_json('posted', hold, part,
                books[array_position(ids, hold.account_id)], books[array_position(ids, hold.counter_account_id)])
                || jsonb_build_object('journalId', journal, 'recordedAt', p_at, 'entries', moved));
        else
            results := results || jsonb_build_object(
                'outcome', 'posted', 'journalId', journal, 'recordedAt', p_at, 'entries', moved);
        end if;
    end loop;

    insert into entries (account_id, seq, journal_id, amount, balance_after)
    select * from unnest(e_account, e_seq, e_journal, e_amount, e_after);
    update balances b set posted = u.posted, held = u.held, seq = u.seq
      from unnest(books) u where b.account_id = u.account_id and u.touched;
    return results;
end $$;
