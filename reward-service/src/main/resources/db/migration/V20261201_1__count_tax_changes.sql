-- How often what must be looked at anew has changed, so that a look that ran meanwhile does not take it for seen.
alter table tax_watch add column changes bigint not null default 0;
