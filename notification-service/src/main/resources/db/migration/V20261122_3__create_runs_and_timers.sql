create table runs (
    run_key      text        primary key,
    sequence     text        not null,
    customer_id  text        not null,
    purpose      text        not null,
    data         text        not null,
    remind_after text,
    reminders    integer     not null,
    state        text        not null,
    reason       text,
    requested_at timestamptz not null,
    ended_at     timestamptz
);
create index ix_runs_customer on runs (customer_id) where state = 'ACTIVE';

-- What is due when, about 60 bytes each: the work itself is in the run.
create table timers (
    due_at  timestamptz not null,
    run_key text        not null,
    step    integer     not null,
    primary key (run_key, step)
) with (autovacuum_vacuum_scale_factor = 0.01);
create index ix_timers_due on timers (due_at);
