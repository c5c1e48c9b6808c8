-- One row for each step that a friend has reached; it never goes back, what was refunded is counted beside it.
create table milestones (
    referral_id text        not null references referrals (id),
    milestone   text        not null,
    campaign_id text        not null,
    order_id    text,
    announced   boolean     not null,
    reached_at  timestamptz not null,
    recorded_at timestamptz not null,
    paid        bigint      not null,
    refunded    bigint      not null check (refunded between 0 and paid),
    revoked_at  timestamptz,
    primary key (referral_id, milestone)
);
create index ix_milestones_campaign_id on milestones (campaign_id, milestone) include (refunded);
