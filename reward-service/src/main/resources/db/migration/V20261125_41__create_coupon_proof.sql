-- What must always hold for coupons; a row is a violation.
create view proof_coupon_uses_are_counted as
    select coalesce(c.id, u.coupon_id) as coupon_id
      from (select id, uses, redeemed from coupons where uses > 0) c
      full join (select coupon_id, count(*) as uses, count(*) filter (where state = 'redeemed') as redeemed
                   from coupon_uses where state in ('reserved', 'redeemed') group by coupon_id) u on u.coupon_id = c.id
     where c.uses is distinct from u.uses or c.redeemed is distinct from u.redeemed;

create view proof_coupon_uses_stay_within_their_limit as
    select c.id from coupons c join coupon_pools p on p.name = c.pool
     where c.uses > 0 and c.uses > (p.terms ->> 'usesPerCode')::int;

create view proof_coupon_uses_of_customers_are_counted as
    select coalesce(l.pool, u.pool) as pool, coalesce(l.customer_id, u.customer_id) as customer_id
      from (select * from coupon_customer_uses where uses > 0) l
      full join (select c.pool, u.customer_id, count(*) as uses
                   from coupon_uses u join coupons c on c.id = u.coupon_id
                  where u.counted and u.state in ('reserved', 'redeemed') group by c.pool, u.customer_id) u
        on u.pool = l.pool and u.customer_id = l.customer_id
      left join coupon_pools p on p.name = l.pool
     where l.uses is distinct from u.uses or l.uses > (p.terms ->> 'usesPerCustomer')::int;

create view proof_coupon_redemptions_have_one_journal as
    select coalesce(u.id::text, j.business_key) as redemption
      from (select id, journal_id, 'coupon/' || coupon_id || '/' || order_id || '/redeem' as business_key
              from coupon_uses where journal_id is not null) u
      full join (select id, business_key from journals where kind = 'redeem' and business_key like 'coupon/%/redeem') j
        on j.id = u.journal_id and j.business_key = u.business_key
     where u.id is null or j.id is null;

create view proof_coupon_reservations_have_open_holds as
    select coalesce(u.id, h.id) as reservation
      from (select id, hold_id from coupon_uses where state = 'reserved' and hold_id is not null) u
      full join (select id from holds where state = 'OPEN' and business_key like 'coupon/%') h on h.id = u.hold_id
     where u.id is null or h.id is null;

create view proof_coupon_rollbacks_are_reversals as
    select u.id from coupon_uses u
      left join (select use_id, sum(amount) as total from coupon_rollbacks group by use_id) r on r.use_id = u.id
     where u.rolled_back <> coalesce(r.total, 0)
    union all
    select r.use_id from coupon_rollbacks r join coupon_uses u on u.id = r.use_id
      left join journals j on j.id = r.journal_id and j.reverses = u.journal_id
     where j.id is null;

create view proof_coupon_batches_have_their_codes as
    select b.id from coupon_batches b
      left join (select batch_id, count(*) as codes from coupons where batch_id is not null group by batch_id) c on c.batch_id = b.id
     where b.made <> coalesce(c.codes, 0) or b.made + b.collisions <> b.next_number;

create view proof_coupons_were_issued_by_a_journal as
    select c.id from coupons c left join journals j on j.business_key = 'coupon/' || c.id || '/issue'
     where (c.value is not null or (c.holder is not null and c.grant_id is null)) and j.id is null;

create view proof_coupon_cards_hold_no_more_than_their_value as
    select c.id from coupons c join accounts a on a.class = 'escrow' and a.owner = 'card/' || c.id
      join balances b on b.account_id = a.id
     where c.value is not null and (b.posted > c.value or (c.state <> 'live' and b.posted <> 0));
