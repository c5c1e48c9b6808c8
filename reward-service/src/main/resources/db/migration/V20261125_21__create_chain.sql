-- The hash chain over journals and entries. Journals are sealed in blocks in the order (transaction number, id), and only
-- those whose transaction number is below that of every running transaction: a slow transaction can therefore not commit
-- behind the chain, and posting never waits for it. Journals from before this column have no number and come first.
alter table journals add column xid xid8;
alter table journals alter column xid set default pg_current_xact_id();
create index ix_journals_chain_order on journals ((coalesce(xid, '0'::xid8)), id);

-- hash covers every other column, the hashes of all links in their order, and prev_hash, the hash of the block before
-- (32 zero bytes for the first). total counts the journals of the chain up to and with this block.
create table chain_blocks (
    height        bigint      primary key constraint ck_chain_blocks_height check (height > 0),
    prev_hash     bytea       not null constraint ck_chain_blocks_prev_hash check (octet_length(prev_hash) = 32),
    hash          bytea       not null constraint ck_chain_blocks_hash check (octet_length(hash) = 32),
    first_journal uuid        not null,
    last_journal  uuid        not null,
    last_xid      xid8        not null,
    journals      integer     not null constraint ck_chain_blocks_journals check (journals between 1 and 1000),
    total         bigint      not null,
    sealed_at     timestamptz not null
);

-- A sealed journal. hash covers every column of the journal and of its entries, with class, owner and asset of their
-- accounts; marks holds four bytes for each group of columns and each entry, to say which one was changed.
create table chain_links (
    journal_id uuid    primary key,
    height     bigint  not null,
    position   integer not null constraint ck_chain_links_position check (position >= 0),
    hash       bytea   not null constraint ck_chain_links_hash check (octet_length(hash) = 32),
    marks      bytea   not null,
    constraint uq_chain_links_height_position unique (height, position)
);

create trigger tr_chain_blocks_immutable before update or delete on chain_blocks
    for each row execute function refuse_change_of_history();
create trigger tr_chain_blocks_not_truncated before truncate on chain_blocks
    for each statement execute function refuse_change_of_history();
create trigger tr_chain_links_immutable before update or delete on chain_links
    for each row execute function refuse_change_of_history();
create trigger tr_chain_links_not_truncated before truncate on chain_links
    for each statement execute function refuse_change_of_history();

create view proof_blocks_follow_each_other as
    select height from (
        select height, prev_hash, total - journals as before,
               lag(height, 1, 0::bigint) over w as height_before,
               lag(hash, 1, decode(repeat('00', 32), 'hex')) over w as hash_before,
               lag(total, 1, 0::bigint) over w as total_before
          from chain_blocks window w as (order by height)) b
     where height <> height_before + 1 or prev_hash <> hash_before or before <> total_before;

create view proof_each_block_has_its_links as
    select coalesce(b.height, l.height) as height
      from chain_blocks b full join (
          select height, count(*) as links, max(position) as last from chain_links group by height) l using (height)
     where b.journals is distinct from l.links or l.last is distinct from l.links - 1;

create view proof_each_link_has_its_journal as
    select l.journal_id from chain_links l left join journals j on j.id = l.journal_id where j.id is null;

-- A journal that stands before the end of the chain and is not in it was written past the ledger.
create view proof_no_journal_behind_the_chain as
    select j.id as journal_id
      from journals j,
           (select last_xid, last_journal from chain_blocks order by height desc limit 1) head
     where (coalesce(j.xid, '0'::xid8), j.id) <= (head.last_xid, head.last_journal)
       and not exists (select from chain_links l where l.journal_id = j.id);
