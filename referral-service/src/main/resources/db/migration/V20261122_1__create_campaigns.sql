create table campaigns (
    id            text        not null primary key,
    state         text        not null,
    market        text        not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    terms_version integer     not null,
    plan          jsonb       not null,
    created_by    text        not null,
    created_at    timestamptz not null,
    revision      bigint      not null,
    constraint ck_campaigns_state check (state in ('DRAFT', 'RUNNING', 'PAUSED', 'ENDED')),
    constraint ck_campaigns_dates check (ends_at > starts_at)
);
create index ix_campaigns_open on campaigns (ends_at) where state in ('RUNNING', 'PAUSED');

-- Every version of what was promised, kept as evidence.
create table campaign_terms (
    campaign_id text        not null references campaigns (id),
    version     integer     not null,
    plan        jsonb       not null,
    changed_by  text        not null,
    since       timestamptz not null,
    primary key (campaign_id, version)
);
