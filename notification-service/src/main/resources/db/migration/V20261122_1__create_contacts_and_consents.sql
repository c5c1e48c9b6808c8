-- The only table of the suite that holds contact data. Addresses are AES-GCM ciphertexts; the indexes are keyed hashes.
create table contacts (
    customer_id     text        primary key,
    email           bytea,
    email_index     text,
    phone           bytea,
    phone_index     text,
    locale          text        not null,
    zone            text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);

-- What a customer said, never changed.
create table consent_events (
    id           uuid        primary key,
    customer_id  text        not null,
    purpose      text        not null,
    channel      text        not null,
    granted      boolean     not null,
    source       text        not null,
    text_version text        not null,
    occurred_at  timestamptz not null
);
create index ix_consent_events_customer on consent_events (customer_id, id);

-- The last word of each customer; written together with the event.
create table consents (
    customer_id  text        not null,
    purpose      text        not null,
    channel      text        not null,
    granted      boolean     not null,
    source       text        not null,
    text_version text        not null,
    since        timestamptz not null,
    primary key (customer_id, purpose, channel)
);

-- Addresses that must not be written to; outlives the contact, knows the address only by its keyed hash.
create table suppressions (
    channel       text        not null,
    address_index text        not null,
    purpose       text        not null,
    reason        text        not null,
    since         timestamptz not null,
    primary key (channel, address_index, purpose)
);
