-- Gifts. What is there of one is the ledger account stock/house/<stock_asset>; rules holds what a marketer wrote, as the
-- service accepted it, beside the columns that are searched by.
create table gifts (
    sku           text        primary key constraint ck_gifts_sku check (sku ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$'),
    kind          text        not null constraint ck_gifts_kind check (kind in ('material', 'digital', 'coupon-asset')),
    stock_asset   text        not null constraint fk_gifts_stock_asset references assets (code),
    market        text,
    visible_from  timestamptz not null,
    visible_until timestamptz,
    rules         jsonb       not null,
    revision      integer     not null default 1
);

-- Who wrote what when; a price change leaves its trace here.
create table gift_revisions (
    sku        text        not null constraint fk_gift_revisions_sku references gifts (sku),
    revision   integer     not null,
    rules      jsonb       not null,
    written_by text        not null,
    written_at timestamptz not null,
    primary key (sku, revision)
);

-- One row for each customer and gift with a limit: who redeems locks it, then counts, so nobody counts beside another.
create table gift_turns (
    sku         text   not null constraint fk_gift_turns_sku references gifts (sku),
    customer_id text   not null,
    turns       bigint not null,
    primary key (sku, customer_id)
);

-- What was agreed stays as it was: price, what it is paid in and where the stock came from.
create table redemptions (
    id             uuid        primary key,
    request_key    text        not null constraint uq_redemptions_request_key unique,
    sku            text        not null,
    gift_revision  integer     not null,
    customer_id    text        not null,
    kind           text        not null,
    price_asset    text        not null,
    price          bigint      not null constraint ck_redemptions_price check (price > 0),
    stock_asset    text        not null,
    points_hold    uuid        not null,
    stock_hold     uuid        not null,
    requested_at   timestamptz not null,
    due_at         timestamptz not null,
    state          text        not null constraint ck_redemptions_state check
        (state in ('requested', 'confirmed', 'handed-over', 'delivered', 'cancelled')),
    points_journal uuid,
    stock_journal  uuid,
    stock_returned boolean,
    version        integer     not null default 1,
    constraint fk_redemptions_gift foreign key (sku, gift_revision) references gift_revisions (sku, revision),
    constraint ck_redemptions_journals check ((points_journal is null) = (stock_journal is null)),
    constraint ck_redemptions_confirmed check
        (state not in ('confirmed', 'handed-over', 'delivered') or points_journal is not null),
    constraint ck_redemptions_requested check (state <> 'requested' or points_journal is null),
    constraint ck_redemptions_cancelled check ((state = 'cancelled') = (stock_returned is not null))
);
create index ix_redemptions_due on redemptions (due_at) where state = 'requested';
create index ix_redemptions_customer on redemptions (customer_id, id);
create index ix_redemptions_state on redemptions (state, id);
create index ix_redemptions_turns on redemptions (sku, customer_id, requested_at) where state <> 'cancelled';

create table redemption_steps (
    redemption_id uuid        not null constraint fk_redemption_steps_redemption references redemptions (id),
    version       integer     not null,
    state         text        not null,
    taken_at      timestamptz not null,
    taken_by      text        not null,
    note          text,
    primary key (redemption_id, version)
);

create trigger tr_gift_revisions_immutable before update or delete on gift_revisions
    for each row execute function refuse_change_of_history();
create trigger tr_redemption_steps_immutable before update or delete on redemption_steps
    for each row execute function refuse_change_of_history();

create view proof_requested_redemptions_have_two_open_holds as
    select r.id from redemptions r
      left join holds p on p.id = r.points_hold
      left join holds s on s.id = r.stock_hold
     where r.state = 'requested'
       and not coalesce(p.state = 'OPEN' and p.remaining = r.price and s.state = 'OPEN' and s.remaining = 1, false);

create view proof_confirmed_redemptions_have_two_journals as
    select r.id from redemptions r
      left join holds p on p.id = r.points_hold
      left join holds s on s.id = r.stock_hold
     where r.points_journal is not null
       and not coalesce(p.state = 'POSTED' and p.posted = r.price and p.journal_id = r.points_journal
                        and s.state = 'POSTED' and s.posted = 1 and s.journal_id = r.stock_journal, false);

-- What was paid is back, to the unit; the gift is back or was left with the customer, as the redemption says.
create view proof_cancelled_redemptions_cost_nothing as
    select r.id from redemptions r
      left join holds p on p.id = r.points_hold
      left join holds s on s.id = r.stock_hold
     where r.state = 'cancelled' and r.points_journal is null
       and not coalesce(p.state = 'VOIDED' and p.posted = 0 and s.state = 'VOIDED' and s.posted = 0 and r.stock_returned, false)
    union all
    select r.id from redemptions r
     where r.state = 'cancelled' and r.points_journal is not null
       and (0 <> (select coalesce(sum(e.amount), 0)
                    from journals j join entries e on e.journal_id = j.id join accounts a on a.id = e.account_id
                   where (j.id = r.points_journal or j.reverses = r.points_journal)
                     and a.class in ('customer', 'debt') and a.owner = r.customer_id and a.asset = r.price_asset)
         or case when r.stock_returned then 0 else -1 end <> (
                  select coalesce(sum(e.amount), 0)
                    from journals j join entries e on e.journal_id = j.id join accounts a on a.id = e.account_id
                   where (j.id = r.stock_journal or j.reverses = r.stock_journal)
                     and a.class = 'stock' and a.asset = r.stock_asset));

create view proof_redemptions_are_where_their_last_step_led as
    select r.id from redemptions r left join (
        select distinct on (redemption_id) redemption_id, version, state, count(*) over (partition by redemption_id) as steps
          from redemption_steps order by redemption_id, version desc) s on s.redemption_id = r.id
     where not coalesce(s.state = r.state and s.version = r.version and s.steps = r.version, false);
