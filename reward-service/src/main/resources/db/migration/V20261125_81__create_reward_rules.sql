-- What happened, as rules see it, kept so that a rule can be tried on the past before it is activated. seq is the order
-- of arrival. Nothing is evaluated that is older than what is kept here, so the primary key makes every event count once.
create table event_facts (
    seq         bigint      generated always as identity constraint uq_event_facts_seq unique,
    id          text        primary key,
    type        text        not null,
    occurred_at timestamptz not null,
    subject     text        not null,
    payload     jsonb       not null
);
create index ix_event_facts_type_seq on event_facts (type, seq);
create index ix_event_facts_occurred_at on event_facts using brin (occurred_at);

-- Rules on any event. revision counts every change and is the entity tag; active_since: first activation.
create table reward_rules (
    id             text        primary key,
    name           text        not null,
    latest_version integer     not null,
    active_since   timestamptz,
    revision       bigint      not null,
    created_by     text        not null,
    created_at     timestamptz not null
);

-- A version is never changed; hash is the fingerprint of its plan.
create table reward_rule_versions (
    rule_id      text        not null constraint fk_reward_rule_versions_rule references reward_rules (id),
    version      integer     not null,
    plan         jsonb       not null,
    hash         text        not null,
    event_types  text[]      not null,
    state        text        not null
        constraint ck_reward_rule_versions_state check (state in ('draft', 'simulated', 'active', 'retired')),
    created_by   text        not null,
    created_at   timestamptz not null,
    simulated_at timestamptz,
    activated_at timestamptz,
    activated_by text,
    retired_at   timestamptz,
    primary key (rule_id, version),
    constraint ck_reward_rule_versions_active check (state <> 'active' or (simulated_at is not null and activated_at is not null))
);
create unique index uq_reward_rule_versions_active on reward_rule_versions (rule_id) where state = 'active';

-- How far a person has come with a rule that counts occurrences.
create table rule_progress (
    rule_id  text  not null,
    person   text  not null,
    progress jsonb not null,
    primary key (rule_id, person)
) with (fillfactor = 60);

-- What a rule could not decide; nothing was paid for it.
create table rule_failures (
    id        uuid        primary key,
    rule_id   text        not null,
    version   integer     not null,
    event_id  text        not null,
    leg       text        not null,
    code      text        not null,
    message   text        not null,
    failed_at timestamptz not null
);
create index ix_rule_failures_rule_id on rule_failures (rule_id, id);
