-- What is known of orders, to tell a full refund from a partial one.
create table order_facts (
    order_id  text    primary key,
    total     bigint,
    currency  text,
    cancelled boolean not null default false
);
create table order_refunds (
    order_id  text   not null references order_facts (order_id),
    refund_id text   not null,
    amount    bigint not null check (amount >= 0),
    currency  text   not null,
    primary key (order_id, refund_id)
);

-- The one request of each delivered order. Links are signed from the id; no link is stored.
create table review_requests (
    id             uuid        primary key,
    order_id       text        not null,
    customer_id    text        not null,
    programme_id   uuid        not null constraint fk_review_requests_programme references programmes (id),
    market         text        not null,
    products       text        not null,
    offer          text,
    send_at        timestamptz not null,
    expires_at     timestamptz not null check (expires_at > send_at),
    state          text        not null check (state in ('PLANNED', 'SUBMITTED', 'STOPPED')),
    closed_at      timestamptz,
    closed_because text,
    constraint uq_review_requests_order unique (order_id),
    check ((state = 'PLANNED') = (closed_at is null))
);
