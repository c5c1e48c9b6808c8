-- What a campaign or programme was given to spend. warned: highest share in percent that was announced since the last
-- funding; exhausted: whether it was announced that a reward could not be paid.
create table budgets (
    campaign_id text     not null,
    asset       text     not null constraint fk_budgets_asset references assets (code),
    funded      bigint   not null constraint ck_budgets_funded check (funded >= 0),
    warned      smallint not null default 0,
    exhausted   boolean  not null default false,
    primary key (campaign_id, asset)
);

create view proof_budgets_were_funded_by_journals as
    select b.campaign_id, b.asset from budgets b left join (
        select a.owner, a.asset, sum(e.amount) as total
          from entries e join journals j on j.id = e.journal_id join accounts a on a.id = e.account_id
         where j.kind = 'fund' and a.class = 'budget' group by a.owner, a.asset) f
        on f.owner = b.campaign_id and f.asset = b.asset
     where b.funded <> coalesce(f.total, 0);

-- Versions of terms that have arrived, also those that promise nothing.
create table terms (
    campaign_id   text        not null,
    terms_version integer     not null,
    arrived_at    timestamptz not null,
    primary key (campaign_id, terms_version)
);

-- Promises: of a version of a campaign's terms, or (version 0) of a review programme. There is no column by which a
-- reward could depend on a rating.
create table rules (
    campaign_id    text        not null,
    terms_version  integer     not null,
    rule_id        text        not null,
    occasion       text        not null
        constraint ck_rules_occasion check (occasion in ('registered', 'first-paid-order', 'review.published')),
    beneficiary    text        not null constraint ck_rules_beneficiary check (beneficiary in ('advocate', 'friend', 'reviewer')),
    asset          text        not null,
    amount         bigint      not null constraint ck_rules_amount check (amount > 0),
    holding_period text        not null,
    created_at     timestamptz not null,
    primary key (campaign_id, terms_version, rule_id)
);
create unique index uq_rules_programme_rule on rules (rule_id) where terms_version = 0;

-- How far an occasion was taken back; written by the milestone and by its refund, whichever comes first.
create table occasions (
    cause    text   not null,
    occasion text   not null,
    refunded bigint not null default 0,
    paid     bigint not null default 1,
    primary key (cause, occasion),
    constraint ck_occasions_refunded check (paid > 0 and refunded between 0 and paid)
);

create table grants (
    id             uuid        primary key,
    cause          text        not null,
    occasion       text        not null,
    rule_id        text        not null,
    campaign_id    text        not null,
    beneficiary    text        not null,
    beneficiary_id text        not null,
    asset          text        not null,
    amount         bigint      not null constraint ck_grants_amount check (amount > 0),
    remaining      bigint      not null constraint ck_grants_remaining check (remaining >= 0),
    state          text        not null
        constraint ck_grants_state check (state in ('held', 'posted', 'confirmed', 'voided', 'reversed', 'refused')),
    confirms_at    timestamptz,
    hold_id        uuid,
    journal_id     uuid,
    made_at        timestamptz not null,
    version        integer     not null default 1,
    constraint uq_grants_cause_rule_beneficiary unique (cause, rule_id, beneficiary_id)
);
create index ix_grants_due on grants (confirms_at) where state = 'held';
create index ix_grants_beneficiary on grants (beneficiary_id, id);

create view proof_held_grants_have_open_holds as
    select g.id from grants g left join holds h on h.id = g.hold_id
     where g.state = 'held' and (h.state is distinct from 'OPEN' or h.remaining <> g.remaining);
