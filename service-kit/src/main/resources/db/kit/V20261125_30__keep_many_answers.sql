-- Keeps keys, requests and answers of effects that the current transaction has had already, in one statement; the row is
-- the one that Idempotency writes in two steps (claim, answer). The hash is SHA-256 over the request's JSON, as there.
-- False when one of the keys is taken: the caller must roll back and ask for each by itself.
create function idempotency_keep(p_principals text[], p_operations text[], p_keys text[], p_requests text[],
                                 p_answers text[], p_at timestamptz) returns boolean
language sql as $$
    with kept as (
        insert into idempotency (principal, operation, key, request_hash, answer, created_at)
        select principal, operation, key, sha256(convert_to(request, 'UTF8')), answer, p_at
          from unnest(p_principals, p_operations, p_keys, p_requests, p_answers) as u (principal, operation, key, request, answer)
         order by principal, operation, key
        on conflict do nothing returning 1)
    select count(*) = cardinality(p_keys) from kept
$$;
