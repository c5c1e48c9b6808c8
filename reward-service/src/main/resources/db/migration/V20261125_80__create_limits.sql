-- What a campaign or programme gives at most to one person and in a day, a week, a month (zone: by whose calendar).
create table budget_limits (
    campaign_id text        not null,
    asset       text        not null constraint fk_budget_limits_asset references assets (code),
    zone        text        not null,
    limits      jsonb       not null,
    changed_by  text        not null,
    changed_at  timestamptz not null,
    primary key (campaign_id, asset)
);

-- What was taken of each limit. most: the largest limit that was in force when something was taken.
create table limit_counters (
    limit_id   text   not null,
    scope_key  text   not null,
    period_key text   not null,
    used       bigint not null default 0 constraint ck_limit_counters_used check (used >= 0),
    reserved   bigint not null default 0 constraint ck_limit_counters_reserved check (reserved >= 0),
    most       bigint not null default 0,
    primary key (limit_id, scope_key, period_key),
    constraint ck_limit_counters_most check (used + reserved <= most)
) with (fillfactor = 60);

-- Which grant has taken what: reserved while it is held, used once it is paid, released when it was taken back.
create table limit_uses (
    grant_id   uuid    not null,
    limit_id   text    not null,
    scope_key  text    not null,
    period_key text    not null,
    by_amount  boolean not null,
    n          bigint  not null constraint ck_limit_uses_n check (n >= 0),
    state      text    not null constraint ck_limit_uses_state check (state in ('reserved', 'used', 'released')),
    primary key (grant_id, limit_id),
    constraint ck_limit_uses_released check ((state = 'released') = (n = 0))
);

create view proof_limit_counters_are_the_sum_of_their_uses as
    select limit_id, scope_key, period_key
      from limit_counters c full join (
          select limit_id, scope_key, period_key, coalesce(sum(n) filter (where state = 'used'), 0) as used,
                 coalesce(sum(n) filter (where state = 'reserved'), 0) as reserved
            from limit_uses group by limit_id, scope_key, period_key) u using (limit_id, scope_key, period_key)
     where coalesce(c.used, 0) <> coalesce(u.used, 0) or coalesce(c.reserved, 0) <> coalesce(u.reserved, 0);

create view proof_limit_uses_follow_their_grants as
    select u.grant_id, u.limit_id from limit_uses u left join grants g on g.id = u.grant_id
     where g.id is null or (u.state = 'reserved') <> (g.state = 'held')
        or (u.state = 'used') <> (g.state in ('posted', 'confirmed')) or (u.by_amount and u.n <> g.remaining);
