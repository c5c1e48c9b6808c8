-- A copy of a published event that somebody asked for once more. It has the id of the first one, so whoever has seen that
-- passes over it; the relay sends it with a header that says so, and it does not count as lag.
alter table outbox add column replay boolean not null default false;
create index ix_outbox_occurred_at on outbox using brin (occurred_at);
