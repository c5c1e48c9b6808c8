-- Pools of coupons. terms: what customers were promised, as JSON; codes_out: whether anybody may hold a code, from which
-- moment terms change only in favour of customers.
create table coupon_pools (
    name       text        primary key constraint ck_coupon_pools_name check (name ~ '^[A-Z][A-Za-z0-9_-]{0,55}$'),
    asset      text        not null constraint fk_coupon_pools_asset references assets (code),
    terms      jsonb       not null,
    version    integer     not null default 1,
    codes_out  boolean     not null default false,
    created_at timestamptz not null,
    created_by text        not null,
    constraint ck_coupon_pools_asset check (asset = 'COUPON:' || name)
);

-- Every version of the terms, with who wrote it.
create table coupon_pool_terms (
    pool    text        not null constraint fk_coupon_pool_terms_pool references coupon_pools (name),
    version integer     not null,
    terms   jsonb       not null,
    since   timestamptz not null,
    actor   text        not null,
    primary key (pool, version)
);
create trigger tr_coupon_pool_terms_immutable before update or delete on coupon_pool_terms
    for each row execute function refuse_change_of_history();
create trigger tr_coupon_pool_terms_not_truncated before truncate on coupon_pool_terms
    for each statement execute function refuse_change_of_history();

-- Orders for many codes. next_number: place in the batch's series of codes; seed: what the series follows from, sealed,
-- and gone for good once the codes were downloaded.
create table coupon_batches (
    id            uuid        primary key,
    pool          text        not null constraint fk_coupon_batches_pool references coupon_pools (name),
    reference     text        not null constraint uq_coupon_batches_reference unique,
    requested     integer     not null constraint ck_coupon_batches_requested check (requested between 1 and 1000000),
    made          integer     not null default 0,
    next_number   integer     not null default 0,
    collisions    integer     not null default 0,
    seed          bytea,
    created_at    timestamptz not null,
    created_by    text        not null,
    finished_at   timestamptz,
    leased_until  timestamptz,
    downloaded_at timestamptz,
    downloaded_by text,
    constraint ck_coupon_batches_made check (made between 0 and requested),
    constraint ck_coupon_batches_finished check ((finished_at is not null) = (made = requested)),
    constraint ck_coupon_batches_seed check ((seed is null) = (downloaded_at is not null))
);
create index ix_coupon_batches_pool on coupon_batches (pool, id);
create index ix_coupon_batches_open on coupon_batches (created_at) where finished_at is null;

-- A code. code_mac: HMAC-SHA-256 of its normal form; sealed: the code encrypted for its holder, null where it has none.
-- uses counts orders that have reserved or redeemed it, redeemed those that have redeemed it. value: what a gift card was
-- issued with; what is left of it is in the ledger, in escrow card/<id>. recalled: to be withdrawn when its reservation ends.
create table coupons (
    id           uuid        primary key,
    pool         text        not null constraint fk_coupons_pool references coupon_pools (name),
    code_mac     bytea       not null constraint uq_coupons_code_mac unique,
    last4        text        not null,
    sealed       bytea,
    holder       text,
    issued_at    timestamptz not null,
    state        text        not null default 'live'
        constraint ck_coupons_state check (state in ('live', 'expired', 'withdrawn')),
    uses         integer     not null default 0,
    redeemed     integer     not null default 0,
    value        bigint      constraint ck_coupons_value check (value > 0),
    reference    text        constraint uq_coupons_reference unique,
    grant_id     text,
    batch_id     uuid,
    batch_number integer,
    recalled     boolean     not null default false,
    expiries     smallint    not null default 0,
    constraint ck_coupons_uses check (redeemed between 0 and uses),
    constraint ck_coupons_sealed check ((sealed is null) = (holder is null))
);
create index ix_coupons_holder on coupons (holder, id) where holder is not null;
create index ix_coupons_grant on coupons (grant_id) where grant_id is not null;
create unique index uq_coupons_batch on coupons (batch_id, batch_number) where batch_id is not null;
create index ix_coupons_expiring on coupons (pool, issued_at)
    where state = 'live' and (holder is not null or value is not null) and uses = redeemed and (value is not null or redeemed = 0);
create index ix_coupons_in_use on coupons (id) where uses > 0;

-- Uses of a customer over all codes of a pool, where the pool limits them.
create table coupon_customer_uses (
    pool        text    not null,
    customer_id text    not null,
    uses        integer not null constraint ck_coupon_customer_uses check (uses >= 0),
    primary key (pool, customer_id)
);

-- What an order did with a code; an order redeems a code once, for ever. round counts its reservations.
create table coupon_uses (
    id          uuid        primary key,
    coupon_id   uuid        not null constraint fk_coupon_uses_coupon references coupons (id),
    order_id    text        not null,
    customer_id text        not null,
    state       text        not null
        constraint ck_coupon_uses_state check (state in ('reserved', 'redeemed', 'released', 'expired', 'rolled-back')),
    discount    bigint      not null constraint ck_coupon_uses_discount check (discount > 0),
    currency    text        not null,
    counted     boolean     not null,
    round       integer     not null default 1,
    hold_id     uuid,
    journal_id  uuid,
    rolled_back bigint      not null default 0,
    reserved_at timestamptz,
    expires_at  timestamptz,
    redeemed_at timestamptz,
    constraint uq_coupon_uses_coupon_order unique (coupon_id, order_id),
    constraint ck_coupon_uses_rolled_back check (rolled_back between 0 and discount),
    constraint ck_coupon_uses_redeemed check ((journal_id is not null) = (state in ('redeemed', 'rolled-back')))
);
create index ix_coupon_uses_due on coupon_uses (expires_at) where state = 'reserved';

-- What went back after a refund; a refund counts once, for ever.
create table coupon_rollbacks (
    use_id      uuid        not null constraint fk_coupon_rollbacks_use references coupon_uses (id),
    refund_id   text        not null,
    amount      bigint      not null constraint ck_coupon_rollbacks_amount check (amount > 0),
    journal_id  uuid        not null,
    restored    boolean     not null,
    recorded_at timestamptz not null,
    primary key (use_id, refund_id)
);

-- What grants of coupon assets call for. remaining: codes due after refunds, which may be told first; given: whether the
-- grant was paid; waiting: paid before there was a pool.
create table coupon_grants (
    grant_id  text    primary key,
    pool      text    not null,
    customer  text    not null,
    remaining bigint  not null constraint ck_coupon_grants_remaining check (remaining >= 0),
    given     boolean not null,
    waiting   boolean not null default false
);
create index ix_coupon_grants_waiting on coupon_grants (pool) where waiting;

-- Failed guesses of a window of time, by a keyed hash of who guessed.
create table coupon_guesses (
    subject      text        not null,
    window_start timestamptz not null,
    failures     integer     not null,
    primary key (subject, window_start)
) with (fillfactor = 70);
