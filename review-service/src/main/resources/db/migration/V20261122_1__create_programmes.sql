-- What each market promises to customers who are asked for a review.
create table programmes (
    id            uuid        primary key,
    name          text        not null check (length(name) between 1 and 100),
    market        text        not null check (market ~ '^[A-Z]{2}$'),
    request_delay text        not null,
    remind_after  text        not null,
    link_validity text        not null,
    offer         text,
    state         text        not null check (state in ('ACTIVE', 'ENDED')),
    created_at    timestamptz not null,
    ended_at      timestamptz
);
create unique index uq_programmes_active_market on programmes (market) where state = 'ACTIVE';
