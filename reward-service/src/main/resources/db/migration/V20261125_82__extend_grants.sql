-- A grant knows the version of the terms or rule that promised it; leg tells apart what one rule gives to one person for
-- one event. order_id: order that it is taken back with. refusal: why it was not paid.
alter table grants add column rule_version integer not null default 0;
alter table grants add column leg text not null default '';
alter table grants add column order_id text;
alter table grants add column refusal text;
alter table grants drop constraint uq_grants_cause_rule_beneficiary;
alter table grants add constraint uq_grants_cause_rule_beneficiary_leg unique (cause, rule_id, beneficiary_id, leg);
create index ix_grants_order_id on grants (order_id) where order_id is not null;

-- What came back of an order. paid is null until its payment is known.
create table order_returns (
    order_id   text        primary key,
    paid       bigint      constraint ck_order_returns_paid check (paid >= 0),
    refunded   bigint      not null default 0 constraint ck_order_returns_refunded check (refunded >= 0),
    cancelled  boolean     not null default false,
    changed_at timestamptz not null
);
create index ix_order_returns_changed_at on order_returns using brin (changed_at);
create table order_refunds (
    order_id  text not null,
    refund_id text not null,
    primary key (order_id, refund_id)
);

create view proof_rule_grants_follow_an_active_version as
    select g.id from grants g left join reward_rule_versions v on v.rule_id = g.rule_id and v.version = g.rule_version
     where g.leg <> '' and v.activated_at is null;
