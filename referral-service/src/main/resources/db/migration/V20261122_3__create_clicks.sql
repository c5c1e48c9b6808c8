-- Touchpoints. The time of a click is the time inside its id, so that a look-up by id meets one partition.
create table clicks (
    click_id    uuid        not null,
    occurred_at timestamptz not null,
    link_id     text        not null,
    campaign_id text        not null,
    channel     text        not null,
    bot         text,
    visitor     bytea       not null,
    primary key (click_id, occurred_at)
) partition by range (occurred_at);

do $$
declare
    month date := date '2026-11-01';
begin
    while month < date '2029-01-01' loop
        execute format(
            'create table clicks_%s partition of clicks for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'),
            month::timestamp at time zone 'UTC',
            (month + interval '1 month')::timestamp at time zone 'UTC');
        month := month + interval '1 month';
    end loop;
end $$;
-- Nothing is lost when no month was prepared.
create table clicks_other partition of clicks default;

-- Who has been counted in this hour; the hash means nothing outside its day.
create table click_visitors (
    hour    timestamptz not null,
    link_id text        not null,
    visitor bytea       not null,
    primary key (hour, link_id, visitor)
);

create table click_days (
    campaign_id text   not null,
    day         date   not null,
    link_id     text   not null,
    channel     text   not null,
    raw         bigint not null,
    uniques     bigint not null,
    bots        bigint not null,
    landings    bigint not null,
    primary key (campaign_id, day, link_id, channel)
) with (fillfactor = 70);
