create table share_days (
    campaign_id text   not null,
    day         date   not null,
    link_id     text   not null,
    channel     text   not null,
    intents     bigint not null,
    primary key (campaign_id, day, link_id, channel)
) with (fillfactor = 70);
