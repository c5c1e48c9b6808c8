-- What the monitor found when it last checked a law of the books. violations is null when the check did not end in time.
create table audit_checks (
    name       text        primary key,
    violations bigint,
    checked_at timestamptz not null
);

-- How far the monitor has verified the chain in its present round; it stays where something is not as it was sealed.
create table audit_progress (
    only_row   boolean primary key default true constraint ck_audit_progress_one check (only_row),
    next_block bigint  not null constraint ck_audit_progress_next check (next_block > 0)
);
insert into audit_progress (next_block) values (1);

-- Who had events sent once more, and which.
create table event_replays (
    id        uuid        primary key,
    asked_by  text        not null,
    asked_at  timestamptz not null,
    selection text        not null,
    events    integer     not null constraint ck_event_replays_events check (events > 0)
);
