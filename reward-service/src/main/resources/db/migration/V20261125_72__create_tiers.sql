-- Versions of tier programmes. called_until: last member who was called to be looked at under a new version, null when
-- all were.
create table tier_programmes (
    id           text        not null constraint ck_tier_programmes_id check (id ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'),
    version      integer     not null,
    state        text        not null constraint ck_tier_programmes_state check (state in ('draft', 'active', 'retired')),
    unit         text        not null,
    rules        jsonb       not null,
    revision     integer     not null default 1,
    written_by   text        not null,
    written_at   timestamptz not null,
    activated_by text,
    activated_at timestamptz,
    called_until text,
    primary key (id, version)
);
create unique index uq_tier_programmes_active on tier_programmes (id) where state = 'active';
create unique index uq_tier_programmes_draft on tier_programmes (id) where state = 'draft';
create index ix_tier_programmes_unit on tier_programmes (unit) where state = 'active';

-- Where members stand. needed, level_before: what the upgrade to this level rested on; check_at: when somebody must look.
create table tier_states (
    programme_id text        not null,
    customer_id  text        not null,
    level        text        not null,
    since        timestamptz not null,
    needed       bigint,
    level_before text,
    evaluate_at  timestamptz not null,
    grace_until  timestamptz,
    check_at     timestamptz not null,
    figure       bigint      not null default 0,
    changes      integer     not null default 1,
    primary key (programme_id, customer_id),
    constraint ck_tier_states_upgrade check ((needed is null) = (level_before is null))
);
create index ix_tier_states_check_at on tier_states (check_at);

create table tier_changes (
    programme_id      text        not null,
    customer_id       text        not null,
    number            integer     not null,
    programme_version integer     not null,
    from_level        text,
    to_level          text        not null,
    reason            text        not null constraint ck_tier_changes_reason check
        (reason in ('joined', 'qualified', 'evaluated', 'taken-back')),
    figure            bigint      not null,
    cause             text        not null,
    changed_at        timestamptz not null,
    primary key (programme_id, customer_id, number),
    constraint ck_tier_changes_joined check ((number = 1) = (from_level is null))
);
create trigger tr_tier_changes_immutable before update or delete on tier_changes
    for each row execute function refuse_change_of_history();

-- What other services tell that counts: friends who paid (referrals), published reviews of verified purchases (reviews).
create table tier_activities (
    unit        text        not null constraint ck_tier_activities_unit check (unit in ('referrals', 'reviews')),
    cause       text        not null,
    customer_id text        not null,
    happened_at timestamptz not null,
    revoked     boolean     not null default false,
    primary key (unit, cause)
);
create index ix_tier_activities_customer on tier_activities (customer_id, unit) where not revoked;

create index ix_accounts_asset_owner on accounts (asset, owner) where class = 'customer';

-- Everything that counts for levels. What customers earned, also the part that repaid a debt; what takes it back counts
-- at the time of what it takes back. What they spent or let expire does not count against them.
create view qualifying_facts as
    select a.asset as unit, a.owner as customer_id, e.amount, coalesce(o.effective_at, j.effective_at) as happened_at
      from accounts a
      join entries e on e.account_id = a.id
      join journals j on j.id = e.journal_id
      left join journals o on o.id = j.reverses
     where a.class in ('customer', 'debt') and coalesce(o.kind, j.kind) in ('grant', 'confirm', 'adjust', 'draw')
    union all
    select unit, customer_id, 1::bigint, happened_at from tier_activities where not revoked;

create view qualifying_customers as
    select asset as unit, owner as customer_id from accounts where class = 'customer'
    union all
    select unit, customer_id from tier_activities where not revoked;

create view proof_tier_states_are_their_last_change as
    select s.programme_id, s.customer_id from tier_states s left join (
        select programme_id, customer_id, number, to_level, changed_at,
               row_number() over (partition by programme_id, customer_id order by number desc) as place
          from tier_changes) c
        on c.programme_id = s.programme_id and c.customer_id = s.customer_id and c.place = 1
     where not coalesce(c.number = s.changes and c.to_level = s.level and c.changed_at = s.since, false);

create view proof_tier_changes_run_along as
    select programme_id, customer_id, number from (
        select programme_id, customer_id, number, from_level,
               lag(number) over member as number_before, lag(to_level) over member as level_before
          from tier_changes window member as (partition by programme_id, customer_id order by number)) c
     where number <> coalesce(number_before, 0) + 1 or from_level is distinct from level_before;

create view proof_tier_levels_are_of_the_programme as
    select s.programme_id, s.customer_id from tier_states s
     where not exists (
        select from tier_programmes p, jsonb_array_elements(p.rules -> 'levels') l
         where p.id = s.programme_id and p.state = 'active' and l ->> 'code' = s.level);

create view proof_tiers_are_measured_in_what_is_never_paid_with as
    select p.id, p.version from tier_programmes p join assets a on a.code = p.unit where a.spendable;
