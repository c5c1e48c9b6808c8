-- Exact counters of published reviews, changed in the transaction of publication.
create table product_summaries (
    product_id   text   primary key,
    stars1       bigint not null check (stars1 >= 0),
    stars2       bigint not null check (stars2 >= 0),
    stars3       bigint not null check (stars3 >= 0),
    stars4       bigint not null check (stars4 >= 0),
    stars5       bigint not null check (stars5 >= 0),
    incentivised bigint not null check (incentivised >= 0)
) with (fillfactor = 70);
