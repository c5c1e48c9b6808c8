-- From which fair value on a market's tax office wants to know. Versions are only added; the newest of a market, basis and
-- first year is in force, the latest first year up to the year that is looked at. verified: whether somebody of the
-- company has checked the row against its source; what comes with the software has to be checked before it is relied on.
create table tax_thresholds (
    market    text        not null constraint ck_tax_thresholds_market check (market ~ '^[A-Za-z][A-Za-z0-9-]{1,19}$'),
    basis     text        not null constraint ck_tax_thresholds_basis check (basis in ('year', 'event')),
    from_year integer     not null constraint ck_tax_thresholds_from_year check (from_year between 1900 and 2999),
    version   integer     not null constraint ck_tax_thresholds_version check (version > 0),
    currency  text        not null constraint ck_tax_thresholds_currency check (currency ~ '^[A-Z]{3}$'),
    amount    bigint      not null constraint ck_tax_thresholds_amount check (amount > 0),
    inclusive boolean     not null,
    zone      text        not null,
    policy    text        not null constraint ck_tax_thresholds_policy check (policy in ('notify', 'hold')),
    source    text        not null constraint ck_tax_thresholds_source check (length(source) between 1 and 500),
    verified  boolean     not null,
    set_by    text        not null,
    set_at    timestamptz not null,
    primary key (market, basis, from_year, version)
);
insert into tax_thresholds (market, basis, from_year, version, currency, amount, inclusive, zone, policy, source, verified, set_by, set_at)
values
    ('US', 'year', 1954, 1, 'USD', 60000, true, 'America/New_York', 'notify',
     '26 U.S.C. 6041(a), information returns (Form 1099-MISC) at 600 USD and more for payments until 2025; to be verified',
     false, 'goodword', now()),
    ('US', 'year', 2026, 1, 'USD', 200000, true, 'America/New_York', 'notify',
     '26 U.S.C. 6041(a) as amended in 2025, 2,000 USD for payments from 2026, adjusted for inflation later; to be verified',
     false, 'goodword', now()),
    ('CN', 'event', 2019, 1, 'CNY', 80000, false, 'Asia/Shanghai', 'notify',
     'Individual Income Tax Law of the PRC, incidental income at 20 %; more than 800 CNY in one event by practice; to be verified',
     false, 'goodword', now());

-- What an asset is worth: minor units of the currency for so many minor units of the asset, from a day on.
create table asset_fair_values (
    asset      text        not null constraint fk_asset_fair_values_asset references assets (code),
    currency   text        not null constraint ck_asset_fair_values_currency check (currency ~ '^[A-Z]{3}$'),
    valid_from date        not null,
    version    integer     not null constraint ck_asset_fair_values_version check (version > 0),
    minor      bigint      not null constraint ck_asset_fair_values_minor check (minor between 0 and 1000000000000),
    per        bigint      not null constraint ck_asset_fair_values_per check (per between 1 and 1000000000000),
    set_by     text        not null,
    set_at     timestamptz not null,
    primary key (asset, currency, valid_from, version)
);

-- In which market a campaign runs, as its events say.
create table campaign_markets (
    campaign_id text primary key,
    market      text not null
);

-- What was announced: once for a person, year and threshold.
create table tax_notices (
    recipient_id text        not null,
    market       text        not null,
    year         integer     not null,
    basis        text        not null,
    currency     text        not null,
    threshold    bigint      not null,
    value        bigint      not null,
    told_at      timestamptz not null,
    primary key (recipient_id, market, year, basis, currency, threshold)
);

-- How far the watch has looked; null when it must look at the whole year again.
create table tax_watch (
    single     boolean     primary key default true constraint ck_tax_watch_single check (single),
    seen_until timestamptz
);
insert into tax_watch default values;

create trigger tr_tax_thresholds_immutable before update or delete on tax_thresholds
    for each row execute function refuse_change_of_history();
create trigger tr_asset_fair_values_immutable before update or delete on asset_fair_values
    for each row execute function refuse_change_of_history();
create trigger tr_tax_notices_immutable before update or delete on tax_notices
    for each row execute function refuse_change_of_history();

create view proof_tax_notices_were_due as
    select recipient_id, market, year, basis from tax_notices where value < threshold;
