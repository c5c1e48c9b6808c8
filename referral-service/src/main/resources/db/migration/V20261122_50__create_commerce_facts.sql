-- Every fact that was ever taken; the id makes a second report harmless for good.
create table commerce_facts (
    id          text        primary key,
    type        text        not null,
    customer_id text        not null,
    order_id    text,
    occurred_at timestamptz not null,
    received_at timestamptz not null
);
create index ix_commerce_facts_customer_id on commerce_facts (customer_id, occurred_at);

-- What follows from the facts. Each column takes the earliest time or a set, so the sequence of reports is no matter.
create table customers (
    customer_id   text        primary key,
    first_seen_at timestamptz not null,
    registered_at timestamptz
);

create table customer_signals (
    customer_id text not null,
    kind        text not null,
    hash        text not null,
    primary key (customer_id, kind, hash)
);

create table customer_orders (
    customer_id  text not null,
    order_id     text not null,
    paid_at      timestamptz,
    paid         bigint check (paid >= 0),
    currency     text,
    cancelled_at timestamptz,
    primary key (customer_id, order_id)
);

create table order_refunds (
    customer_id text        not null,
    order_id    text        not null,
    refund_id   text        not null,
    refunded_at timestamptz not null,
    amount      bigint      not null check (amount >= 0),
    currency    text        not null,
    primary key (customer_id, order_id, refund_id)
);
