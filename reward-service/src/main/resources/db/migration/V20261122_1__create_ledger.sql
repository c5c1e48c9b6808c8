-- Kinds of value. Scale is fixed for life: amounts are minor units, 10^scale to one.
create table assets (
    code       text        primary key constraint ck_assets_code check (code ~ '^[A-Z][A-Za-z0-9_.:-]{0,63}$'),
    kind       text        not null constraint ck_assets_kind check (kind in ('points', 'coupon', 'cash')),
    scale      smallint    not null constraint ck_assets_scale check (scale between 0 and 8),
    created_at timestamptz not null
);
insert into assets (code, kind, scale, created_at) values ('POINTS', 'points', 0, now());

create sequence account_ids;

-- Who may own value. lock_rank is the global lock order: people first, shared and hot accounts last.
create table accounts (
    id        bigint      primary key default nextval('account_ids'),
    class     text        not null
        constraint ck_accounts_class check (class in ('customer', 'debt', 'budget', 'issuance', 'redemption')),
    owner     text        not null constraint ck_accounts_owner check (length(owner) between 1 and 100),
    asset     text        not null constraint fk_accounts_asset references assets (code),
    lock_rank smallint    not null generated always as (
        case class when 'customer' then 0 when 'debt' then 1 when 'budget' then 2 when 'issuance' then 3 else 4 end) stored,
    opened_at timestamptz not null,
    constraint uq_accounts_class_owner_asset unique (class, owner, asset)
);

-- What an account has. No secondary index, so that updates stay in the page (HOT).
-- posted - held may not fall below floor; posted may not rise above ceiling (a debt is never above zero).
create table balances (
    account_id bigint primary key constraint fk_balances_account references accounts (id),
    posted     bigint not null default 0,
    held       bigint not null default 0 constraint ck_balances_held check (held >= 0),
    floor      bigint,
    ceiling    bigint,
    seq        bigint not null default 0,
    constraint ck_balances_floor check (floor is null or posted - held >= floor),
    constraint ck_balances_ceiling check (ceiling is null or posted <= ceiling)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01);

-- One row for each thing that happened; business_key is unique for ever, so nothing is paid twice even after every
-- idempotency row is forgotten.
create table journals (
    id           uuid        primary key,
    kind         text        not null
        constraint ck_journals_kind check (kind in ('fund', 'grant', 'confirm', 'reverse', 'spend', 'adjust')),
    code         text,
    business_key text        not null constraint uq_journals_business_key unique,
    content_hash text        not null,
    effective_at timestamptz not null,
    recorded_at  timestamptz not null,
    actor        text        not null,
    cause        text,
    campaign_id  text,
    reverses     uuid        constraint fk_journals_reverses references journals (id)
);
create index ix_journals_reverses on journals (reverses) where reverses is not null;
create index ix_journals_recorded_at on journals using brin (recorded_at);

-- The legs of a journal. seq has no gaps within an account and balance_after runs along, so the balance at any past
-- moment is one row. No foreign keys: the posting function is the only writer, a key check would lock the hot account
-- row once more, and the proof checks the same.
create table entries (
    account_id    bigint not null,
    seq           bigint not null,
    journal_id    uuid   not null,
    amount        bigint not null constraint ck_entries_amount check (amount <> 0),
    balance_after bigint not null,
    primary key (account_id, seq)
);
create index ix_entries_journal_id on entries (journal_id);

-- Amounts set aside on account_id for counter_account_id until they are posted or voided, once.
create table holds (
    id                 uuid        primary key,
    business_key       text        not null constraint uq_holds_business_key unique,
    account_id         bigint      not null,
    counter_account_id bigint      not null,
    amount             bigint      not null constraint ck_holds_amount check (amount > 0),
    remaining          bigint      not null,
    posted             bigint      not null default 0,
    state              text        not null constraint ck_holds_state check (state in ('OPEN', 'POSTED', 'VOIDED')),
    due_at             timestamptz,
    opened_at          timestamptz not null,
    settled_at         timestamptz,
    journal_id         uuid,
    cause              text,
    campaign_id        text,
    actor              text        not null,
    version            integer     not null default 1,
    constraint ck_holds_remaining check (remaining between 0 and amount),
    constraint ck_holds_open check ((state = 'OPEN') = (remaining > 0))
);
create index ix_holds_counter_open on holds (counter_account_id) where state = 'OPEN';
create index ix_holds_account_open on holds (account_id) where state = 'OPEN';

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
    raise exception 'history is never changed: % on % is refused, post a reversing journal', tg_op, tg_table_name
        using errcode = 'GW002';
end $$;

create trigger tr_journals_immutable before update or delete on journals
    for each row execute function refuse_change_of_history();
create trigger tr_journals_not_truncated before truncate on journals
    for each statement execute function refuse_change_of_history();
create trigger tr_entries_immutable before update or delete on entries
    for each row execute function refuse_change_of_history();
create trigger tr_entries_not_truncated before truncate on entries
    for each statement execute function refuse_change_of_history();
