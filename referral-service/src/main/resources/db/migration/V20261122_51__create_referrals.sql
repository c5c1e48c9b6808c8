-- A friend is bound to one advocate once and for all, and one click binds one friend.
create table referrals (
    id            text        not null primary key,
    campaign_id   text        not null,
    link_id       text        not null,
    advocate_id   text        not null,
    friend_id     text        not null,
    via           text        not null,
    model         text        not null,
    terms_version integer     not null,
    click_key     text,
    click_id      text,
    channel       text,
    touched_at    timestamptz not null,
    converted_at  timestamptz not null,
    bound_at      timestamptz not null,
    fact_id       text        not null,
    score         integer     not null check (score between 0 and 59),
    needs_review  boolean     not null,
    constraint uq_referrals_friend_id unique (friend_id),
    constraint uq_referrals_click_key unique (click_key),
    constraint ck_referrals_not_self check (advocate_id <> friend_id)
);
create index ix_referrals_campaign_id on referrals (campaign_id, id);
create index ix_referrals_advocate_id on referrals (advocate_id, id);
create index ix_referrals_velocity on referrals (advocate_id, converted_at);
-- Bindings that were quicker than the recording of their click.
create index ix_referrals_channel_missing on referrals (id) where channel is null and click_id is not null;

-- Every touch that a claim has proved, credited or not, so that another model can be computed later.
create table friend_touches (
    fact_id     text        not null,
    via         text        not null,
    friend_id   text        not null,
    link_id     text        not null,
    campaign_id text        not null,
    advocate_id text        not null,
    click_key   text,
    touched_at  timestamptz not null,
    primary key (fact_id, via)
);
create index ix_friend_touches_friend_id on friend_touches (friend_id, touched_at);

-- Why a conversion with a claim was decided as it was.
create table attribution_decisions (
    fact_id     text        not null primary key,
    friend_id   text        not null,
    referral_id text,
    attributed  boolean     not null,
    reason      text,
    findings    text        not null,
    decided_at  timestamptz not null
);
create index ix_attribution_decisions_friend_id on attribution_decisions (friend_id, decided_at);
