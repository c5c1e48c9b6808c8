package io.goodword.reward.audit;

import io.goodword.reward.audit.Finding.What;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Recomputes a stretch of the chain, block after block, and names what is not as it was sealed. It
 * needs the hash of the block before the stretch and nothing else from outside.
 */
final class Verification {

  private final List<Finding> findings = new ArrayList<>();
  private Block before;
  private long journals;

  /**
   * @param before block before the first one that is verified, {@link Block#GENESIS} at the start
   */
  Verification(Block before) {
    this.before = before;
  }

  /** What was found so far, in the order of the chain. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** How many journals were recomputed. */
  long journals() {
    return journals;
  }

  /**
   * Verifies the next block.
   *
   * @param links its links in the order of their positions
   * @param images the journals of the links that the database still has
   */
  void next(Block block, List<Link> links, Map<UUID, JournalImage> images) {
    missing(block.height());
    if (block.height() == before.height() + 1 && !block.follows(before)) {
      add(What.UNLINKED_BLOCK, block.height(), "it does not continue the block before it");
    }
    positions(block, links);
    List<byte[]> stored = links.stream().map(Link::hash).toList();
    boolean sealed = block.isSealedOver(stored);
    boolean linksChanged = !sealed && block.isSealedOver(recomputed(links, images));
    int known = findings.size();
    for (Link link : links) {
      JournalImage image = images.get(link.journalId());
      if (image == null) {
        findings.add(
            Finding.ofJournal(
                What.MISSING_JOURNAL, block.height(), link.journalId(), "the journal is gone"));
      } else if (!Arrays.equals(image.hash(), link.hash()) && !linksChanged) {
        name(link, image);
      } else if (!Arrays.equals(image.hash(), link.hash())
          || !Arrays.equals(image.marks(), link.marks())) {
        findings.add(
            Finding.ofJournal(
                What.CHANGED_LINK,
                block.height(),
                link.journalId(),
                "the seal of the journal was changed, the journal itself was not"));
      }
    }
    if (!sealed && (!linksChanged || findings.size() == known)) {
      add(
          What.CHANGED_BLOCK,
          block.height(),
          "its row, or the set or the order of its journals, is not as it was sealed");
    }
    journals += links.size();
    before = block;
  }

  /**
   * Ends the stretch.
   *
   * @param to height of the block that should be the last one
   */
  void end(long to) {
    missing(to + 1);
  }

  private void missing(long height) {
    for (long gone = before.height() + 1; gone < height; gone++) {
      add(What.MISSING_BLOCK, gone, "the block is gone");
      if (gone - before.height() >= Block.MOST_JOURNALS) {
        return;
      }
    }
  }

  private void positions(Block block, List<Link> links) {
    Set<Integer> there = links.stream().map(Link::position).collect(Collectors.toSet());
    for (int position = 0; position < block.journals(); position++) {
      if (!there.contains(position)) {
        add(
            What.MISSING_LINK,
            block.height(),
            "the link of journal %d of the block is gone".formatted(position + 1));
      }
    }
  }

  private static List<byte[]> recomputed(List<Link> links, Map<UUID, JournalImage> images) {
    return links.stream()
        .map(
            link -> {
              JournalImage image = images.get(link.journalId());
              return image == null ? link.hash() : image.hash();
            })
        .toList();
  }

  private void name(Link link, JournalImage image) {
    int known = findings.size();
    List<Part> parts = image.changedParts(link.marks());
    if (!parts.isEmpty()) {
      findings.add(
          Finding.ofJournal(
              What.CHANGED_JOURNAL,
              link.height(),
              link.journalId(),
              "its columns of the group %s are not as they were sealed"
                  .formatted(parts.stream().map(Part::words).collect(Collectors.joining(", ")))));
    }
    List<JournalImage.EntryImage> changed = image.changedEntries(link.marks());
    changed.forEach(entry -> findings.add(Finding.ofEntry(link.height(), link.journalId(), entry)));
    int gone = JournalImage.sealedEntries(link.marks()) - image.entries().size();
    if (gone > 0) {
      findings.add(
          Finding.ofJournal(
              What.MISSING_ENTRY,
              link.height(),
              link.journalId(),
              "%d of its entries are gone".formatted(gone)));
    }
    if (findings.size() == known) {
      findings.add(
          Finding.ofJournal(
              What.CHANGED_JOURNAL, link.height(), link.journalId(), "it is not as it was sealed"));
    }
  }

  private void add(What what, long height, String detail) {
    findings.add(Finding.ofBlock(what, height, detail));
  }
}
