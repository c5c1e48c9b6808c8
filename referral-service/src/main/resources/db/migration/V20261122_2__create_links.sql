create table links (
    id          text        not null primary key,
    campaign_id text        not null references campaigns (id),
    advocate_id text        not null,
    code        text        not null,
    coupon_code text        not null,
    created_at  timestamptz not null,
    constraint uq_links_campaign_id_advocate_id unique (campaign_id, advocate_id),
    constraint uq_links_code unique (code),
    constraint uq_links_coupon_code unique (coupon_code)
);
create index ix_links_advocate_id on links (advocate_id);
