package io.goodword.reward.audit;

import io.goodword.reward.audit.Finding.What;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies a range of blocks against the database, a few thousand journals at a time. */
final class RangeCheck {

  /** Blocks read at once; their journals are at most a thousand each and usually few. */
  private static final int BLOCKS = 200;

  private static final int JOURNALS = 5_000;
  private static final int MOST_NAMED = 1_000;

  private final ChainStore store;

  RangeCheck(Connection connection) {
    this.store = new ChainStore(connection);
  }

  /**
   * What a range came to.
   *
   * @param from first block that was verified
   * @param to last block that was verified
   * @param journals journals that were recomputed
   * @param next block to go on with, null when the range is done
   * @param hash hash of the last block, empty when it is gone
   */
  record Result(
      long from,
      long to,
      long journals,
      @Nullable Long next,
      String hash,
      List<Finding> findings) {}

  /**
   * Verifies blocks until the range is done or enough journals were recomputed. Each read sees the
   * present state; sealed rows are never changed, so a long run needs no long transaction.
   *
   * @param from first block, from 1
   * @param to last block, at least {@code from - 1}
   * @param enough number of journals after which it stops between two blocks
   */
  Result run(long from, long to, long enough) throws SQLException {
    Block known = store.block(from - 1);
    var findings = new ArrayList<Finding>();
    if (known == null) {
      findings.add(Finding.ofBlock(What.MISSING_BLOCK, from - 1, "the block is gone"));
    }
    long journals = 0;
    long at = from;
    @Nullable Block before = known;
    while (at <= to && journals < enough) {
      List<Block> blocks = few(store.blocks(at, to, BLOCKS));
      if (blocks.isEmpty()) {
        break;
      }
      long last = blocks.getLast().height();
      journals += stretch(before, blocks, findings);
      before = blocks.getLast();
      at = last + 1;
    }
    boolean done = at > to || journals < enough;
    if (done && before != null) {
      var end = new Verification(before);
      end.end(to);
      findings.addAll(end.findings());
    }
    long reached = done ? to : at - 1;
    return new Result(
        from,
        reached,
        journals,
        done ? null : at,
        before == null || before.height() != reached ? "" : HexFormat.of().formatHex(before.hash()),
        List.copyOf(findings));
  }

  /** Height of the last block, 0 when there is none. */
  long head() throws SQLException {
    return store.head().height();
  }

  /** Compares the hash of a block with one that was noted earlier. */
  @Nullable Finding compare(long height, String noted) throws SQLException {
    Block block = store.block(height);
    String hash = block == null ? "" : HexFormat.of().formatHex(block.hash());
    return hash.equals(noted.toLowerCase(Locale.ROOT))
        ? null
        : Finding.ofBlock(
            What.OTHER_CHAIN, height, "its hash is not the one that was noted: " + hash);
  }

  private long stretch(@Nullable Block before, List<Block> blocks, List<Finding> findings)
      throws SQLException {
    long from = blocks.getFirst().height();
    Block last = blocks.getLast();
    Map<Long, List<Link>> links = store.links(from, last.height());
    List<UUID> ids =
        links.values().stream().flatMap(List::stream).map(Link::journalId).distinct().toList();
    Map<UUID, JournalImage> images = store.journals(ids);
    var verification = new Verification(before == null ? unknown(blocks.getFirst()) : before);
    for (Block block : blocks) {
      verification.next(block, links.getOrDefault(block.height(), List.of()), images);
    }
    findings.addAll(verification.findings());
    if (before != null) {
      for (UUID id : store.unsealed(before, last, MOST_NAMED)) {
        findings.add(
            Finding.ofJournal(
                What.UNSEALED_JOURNAL,
                last.height(),
                id,
                "the journal is not in the chain, though the chain has passed it"));
      }
    }
    return verification.journals();
  }

  /** As many blocks as a stretch may have journals, at least one. */
  private static List<Block> few(List<Block> blocks) {
    long journals = 0;
    for (int i = 0; i < blocks.size(); i++) {
      journals += blocks.get(i).journals();
      if (i > 0 && journals > JOURNALS) {
        return blocks.subList(0, i);
      }
    }
    return blocks;
  }

  /** Stands for a block that is gone: what follows is verified by itself. */
  private static Block unknown(Block next) {
    return new Block(
        next.height() - 1,
        next.prevHash(),
        next.prevHash(),
        next.firstJournal(),
        next.firstJournal(),
        "0",
        1,
        next.total() - next.journals(),
        next.sealedAt());
  }
}
