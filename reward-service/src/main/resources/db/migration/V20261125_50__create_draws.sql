-- Lucky draws that anyone can check. rules is the canonical text itself, since its hash is published; the columns beside
-- it are those that are searched by. The seed is sealed until the tickets are fixed, afterwards it stands in seed.
create table draws (
    id                 uuid        primary key,
    state              text        not null constraint ck_draws_state check (state in
        ('announced', 'closing', 'frozen', 'paying', 'settled', 'cancelling', 'cancelled')),
    campaign_id        text,
    closes_at          timestamptz not null,
    rules_version      integer     not null,
    rules              text        not null,
    rules_hash         text        not null,
    commitment         text        not null,
    sealed_seed        bytea       not null,
    witness            text,
    witness_commitment text,
    witness_seed       text,
    reveal_by          timestamptz,
    tickets            integer,
    tickets_hash       text,
    frozen_at          timestamptz,
    seed               text,
    settled_at         timestamptz,
    reason             text,
    created_at         timestamptz not null,
    created_by         text        not null,
    constraint ck_draws_witness check ((witness is null) = (witness_commitment is null)),
    constraint ck_draws_frozen check (
        (state in ('frozen', 'paying', 'settled')) = (tickets_hash is not null and tickets is not null)),
    -- no seed is public before the tickets are fixed
    constraint ck_draws_revealed check ((state in ('paying', 'settled')) = (seed is not null)),
    constraint ck_draws_reason check ((state in ('cancelling', 'cancelled')) = (reason is not null))
);
create index ix_draws_unfinished on draws (closes_at) where state not in ('settled', 'cancelled');

-- Every version of the rules that was ever published.
create table draw_rules (
    draw_id uuid        not null constraint fk_draw_rules_draw references draws (id),
    version integer     not null,
    rules   text        not null,
    hash    text        not null,
    made_at timestamptz not null,
    actor   text        not null,
    primary key (draw_id, version)
);
create trigger tr_draw_rules_immutable before update or delete on draw_rules
    for each row execute function refuse_change_of_history();
create trigger tr_draw_rules_not_truncated before truncate on draw_rules
    for each statement execute function refuse_change_of_history();

-- What was bought, so that a cancelled draw gives back exactly that.
create table draw_purchases (
    journal_id  uuid        primary key,
    draw_id     uuid        not null constraint fk_draw_purchases_draw references draws (id),
    customer_id text        not null,
    tickets     integer     not null constraint ck_draw_purchases_tickets check (tickets > 0),
    bought_at   timestamptz not null,
    refunded    boolean     not null default false
);
create index ix_draw_purchases_open on draw_purchases (draw_id, journal_id) where not refunded;

-- Who takes part, written when the tickets are fixed. A person's tickets are <account_id>.1 to <account_id>.<tickets>;
-- chances counts also what lay above the maximum. holder is the salted hash that stands for the person in public.
create table draw_entrants (
    draw_id     uuid    not null constraint fk_draw_entrants_draw references draws (id),
    account_id  bigint  not null,
    customer_id text    not null,
    chances     bigint  not null constraint ck_draw_entrants_chances check (chances > 0),
    tickets     integer not null,
    salt        text    not null,
    holder      text    not null,
    primary key (draw_id, account_id),
    constraint uq_draw_entrants_customer unique (draw_id, customer_id),
    constraint ck_draw_entrants_tickets check (tickets between 1 and chances)
);
create trigger tr_draw_entrants_immutable before update or delete on draw_entrants
    for each row execute function refuse_change_of_history();
create trigger tr_draw_entrants_not_truncated before truncate on draw_entrants
    for each statement execute function refuse_change_of_history();

create table draw_winners (
    draw_id     uuid    not null constraint fk_draw_winners_draw references draws (id),
    rank        integer not null,
    prize       integer not null,
    account_id  bigint  not null,
    ticket      integer not null,
    customer_id text    not null,
    holder      text    not null,
    score       text    not null,
    asset       text    not null,
    amount      bigint  not null,
    journal_id  uuid,
    primary key (draw_id, rank),
    constraint uq_draw_winners_ticket unique (draw_id, account_id, ticket)
);

-- Who holds chances of a draw is looked up by the asset; no other asset pays for this index.
create index ix_accounts_chances on accounts (asset, id) where asset like 'CHANCE:%' and class = 'customer';
