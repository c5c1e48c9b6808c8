-- One row a message, also those that were not sent. Neither address nor rendered text is kept.
create table messages (
    id           uuid        primary key,
    send_key     text        not null constraint uq_messages_send_key unique,
    customer_id  text        not null,
    purpose      text        not null,
    template     text        not null,
    data         text        not null,
    run_key      text,
    step         integer     not null default 0,
    stop_reason  text,
    state        text        not null,
    due_at       timestamptz not null,
    attempts     integer     not null default 0,
    channel      text,
    verdicts     text        not null default '[]',
    provider_ref text,
    failure      text,
    created_at   timestamptz not null,
    claimed_at   timestamptz,
    sent_at      timestamptz,
    delivered_at timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index ix_messages_due on messages (due_at) where state in ('PLANNED', 'DEFERRED');
create index ix_messages_sending on messages (claimed_at) where state = 'SENDING';
create index ix_messages_customer on messages (customer_id, id);
create index ix_messages_run on messages (run_key) where run_key is not null;
create index ix_messages_cap on messages (customer_id, sent_at) where sent_at is not null;

-- Parts of an SMS under the numbers that the centre gave them; a receipt may come before its part is known.
create table sms_parts (
    provider_ref text        primary key,
    message_id   uuid,
    outcome      text,
    noted_at     timestamptz not null
);
create index ix_sms_parts_message on sms_parts (message_id);
