-- Events to be published. The first five columns are those of the Debezium outbox event router, so an operator may
-- read the table by change data capture and switch the relay off.
create table outbox (
    id            text        not null,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       text        not null,
    seq           bigint      generated always as identity primary key,
    xid           xid8        not null default pg_current_xact_id(),
    shard         smallint    not null,
    topic         text        not null,
    sequence      bigint      not null,
    traceparent   text,
    occurred_at   timestamptz not null,
    published_at  timestamptz,
    attempts      smallint    not null default 0,
    dead_at       timestamptz,
    dead_reason   text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create index ix_outbox_unpublished on outbox (seq) where published_at is null;
create index ix_outbox_dead on outbox (aggregatetype, aggregateid) where dead_at is not null and published_at is null;
create index ix_outbox_published_at on outbox using brin (published_at);

-- Last event number of each aggregate; its row lock makes the order of events the order of commits.
create table outbox_sequences (
    aggregatetype text   not null,
    aggregateid   text   not null,
    last          bigint not null,
    primary key (aggregatetype, aggregateid)
) with (fillfactor = 60);

-- Events that have taken effect, per consumer.
create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);
create index ix_inbox_received_at on inbox using brin (received_at);

-- Answers to requests that carried an Idempotency-Key.
create table idempotency (
    principal    text        not null,
    operation    text        not null,
    key          text        not null,
    request_hash bytea       not null,
    answer       text,
    created_at   timestamptz not null,
    primary key (principal, operation, key)
);
create index ix_idempotency_created_at on idempotency using brin (created_at);
