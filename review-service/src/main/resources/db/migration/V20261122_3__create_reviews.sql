-- What customers say. Stars, text and author never change; shown_text covers personal data where a held review was
-- released by time.
create table reviews (
    id            uuid        primary key,
    request_id    uuid        not null constraint fk_reviews_request references review_requests (id),
    product_id    text        not null,
    product_title text        not null,
    author_id     text        not null,
    market        text        not null,
    stars         smallint    not null check (stars between 1 and 5),
    text          text        not null,
    shown_text    text,
    anonymous     boolean     not null,
    source        text        not null check (source in ('INVITED')),
    verified      boolean     not null,
    programme_id  uuid        not null,
    offer         text,
    state         text        not null check (state in ('SUBMITTED', 'PUBLISHED', 'HELD', 'REJECTED')),
    reasons       text        not null,
    decided_by    text,
    note          text,
    submitted_at  timestamptz not null,
    decided_at    timestamptz,
    constraint uq_reviews_request_product unique (request_id, product_id),
    check (state <> 'REJECTED' or reasons <> '')
);
create index ix_reviews_listing on reviews (product_id, state, id desc);
create index ix_reviews_state on reviews (state, id);

create table photos (
    id        uuid     primary key,
    review_id uuid     not null constraint fk_photos_review references reviews (id),
    position  smallint not null,
    width     integer  not null,
    height    integer  not null,
    jpeg      bytea    not null check (length(jpeg) between 1 and 4000000),
    constraint uq_photos_position unique (review_id, position)
);
