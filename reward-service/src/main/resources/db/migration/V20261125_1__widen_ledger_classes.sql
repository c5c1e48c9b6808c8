-- Further kinds of accounts, assets and journals: escrow (set apart for a draw, or leased from a hot budget), stock of
-- gifts, breakage (what expired). lock_rank stays the global lock order, the order of AccountClass.
alter table accounts drop constraint ck_accounts_class;
alter table accounts add constraint ck_accounts_class check (class in
    ('customer', 'debt', 'escrow', 'stock', 'budget', 'issuance', 'redemption', 'breakage'));
alter table accounts alter column lock_rank set expression as (
    case class when 'customer' then 0 when 'debt' then 1 when 'escrow' then 2 when 'stock' then 3 when 'budget' then 4
               when 'issuance' then 5 when 'redemption' then 6 else 7 end);

alter table assets drop constraint ck_assets_kind;
alter table assets add constraint ck_assets_kind check (kind in ('points', 'coupon', 'cash', 'gift', 'chance'));

alter table journals drop constraint ck_journals_kind;
alter table journals add constraint ck_journals_kind check (kind in
    ('fund', 'grant', 'confirm', 'reverse', 'spend', 'adjust', 'expire', 'redeem', 'draw', 'lease'));

create or replace function ledger_account(p_class text, p_owner text, p_asset text, p_at timestamptz) returns bigint
language plpgsql as $$
declare
    account bigint;
begin
    select id into account from accounts where class = p_class and owner = p_owner and asset = p_asset;
    if account is not null then
        return account;
    end if;
    if not exists (select from assets where code = p_asset) then
        raise exception 'there is no asset %', p_asset using errcode = 'GW001';
    end if;
    insert into accounts (class, owner, asset, opened_at) values (p_class, p_owner, p_asset, p_at)
    on conflict (class, owner, asset) do nothing returning id into account;
    if account is null then
        select id into strict account from accounts where class = p_class and owner = p_owner and asset = p_asset;
    else
        -- only issuance may go below zero without end; a debt is never above zero
        insert into balances (account_id, floor, ceiling)
        values (account,
                case when p_class not in ('debt', 'issuance') then 0 end,
                case when p_class = 'debt' then 0 end);
    end if;
    return account;
end $$;
