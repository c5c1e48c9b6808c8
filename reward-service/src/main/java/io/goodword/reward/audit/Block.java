package io.goodword.reward.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A block of the chain.
 *
 * @param height number of the block, from 1
 * @param prevHash hash of the block before, 32 zero bytes for the first
 * @param hash hash of all the rest and of the links
 * @param firstJournal first journal in it
 * @param lastJournal last journal in it
 * @param lastXid transaction number of the last journal
 * @param journals how many are in it, 1 to 1,000
 * @param total how many are in the chain up to and with this block
 */
record Block(
    long height,
    byte[] prevHash,
    byte[] hash,
    UUID firstJournal,
    UUID lastJournal,
    String lastXid,
    int journals,
    long total,
    Instant sealedAt) {

  /** Journals of the largest block. */
  static final int MOST_JOURNALS = 1_000;

  private static final String KIND = "goodword.block.1";
  private static final UUID NONE = new UUID(0, 0);

  /** What stands before the first block. */
  static final Block GENESIS =
      new Block(
          0,
          new byte[Encoding.HASH_BYTES],
          new byte[Encoding.HASH_BYTES],
          NONE,
          NONE,
          "0",
          0,
          0,
          Instant.EPOCH);

  /**
   * Seals journals behind this block.
   *
   * @param journals 1 to 1,000, in the order of the chain
   * @param now when, cut to microseconds as the database does
   */
  Block next(List<JournalImage> journals, Instant now) {
    JournalImage last = journals.getLast();
    var draft =
        new Block(
            height + 1,
            hash,
            new byte[0],
            journals.getFirst().id(),
            last.id(),
            last.fields().getOrDefault("xid", "0"),
            journals.size(),
            total + journals.size(),
            now.truncatedTo(ChronoUnit.MICROS));
    return draft.with(draft.hashOver(journals.stream().map(JournalImage::hash).toList()));
  }

  /** What the hash must be over these link hashes, in their order. */
  byte[] hashOver(List<byte[]> links) {
    Encoding encoding =
        Encoding.of(KIND)
            .number(height)
            .block(prevHash)
            .text(firstJournal.toString())
            .text(lastJournal.toString())
            .text(lastXid)
            .number(journals)
            .number(total)
            .number(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt))
            .number(links.size());
    links.forEach(encoding::block);
    return encoding.hash();
  }

  boolean isSealedOver(List<byte[]> links) {
    return Arrays.equals(hash, hashOver(links));
  }

  boolean follows(Block before) {
    return Arrays.equals(prevHash, before.hash) && total == before.total + journals;
  }

  private Block with(byte[] sealed) {
    return new Block(
        height, prevHash, sealed, firstJournal, lastJournal, lastXid, journals, total, sealedAt);
  }
}
