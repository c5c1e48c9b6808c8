package io.goodword.reward.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed.
 *
 * @param what kind of change
 * @param height block it belongs to
 * @param journalId journal, where one can be named
 * @param accountId account of the entry, for changed-entry
 * @param seq number of the entry in its account, for changed-entry
 * @param detail a sentence for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    What what,
    long height,
    @Nullable UUID journalId,
    @Nullable Long accountId,
    @Nullable Long seq,
    String detail) {

  /** Kinds of changes. */
  public enum What {
    /** A block is gone. */
    MISSING_BLOCK,
    /** A block does not continue the one before. */
    UNLINKED_BLOCK,
    /** The row of a block, or the set or order of its links, was changed. */
    CHANGED_BLOCK,
    /** A link of a block is gone. */
    MISSING_LINK,
    /** A link was changed, its journal was not. */
    CHANGED_LINK,
    /** A sealed journal is gone. */
    MISSING_JOURNAL,
    /** Columns of a journal were changed. */
    CHANGED_JOURNAL,
    /** An entry was changed or added. */
    CHANGED_ENTRY,
    /** Entries of a journal are gone. */
    MISSING_ENTRY,
    /** A journal was written behind the end of the chain, past the ledger. */
    UNSEALED_JOURNAL,
    /** The chain is another one than the caller has noted. */
    OTHER_CHAIN;

    /** Name in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Finding ofBlock(What what, long height, String detail) {
    return new Finding(what, height, null, null, null, detail);
  }

  static Finding ofJournal(What what, long height, UUID journalId, String detail) {
    return new Finding(what, height, journalId, null, null, detail);
  }

  static Finding ofEntry(long height, UUID journalId, JournalImage.EntryImage entry) {
    return new Finding(
        What.CHANGED_ENTRY,
        height,
        journalId,
        entry.accountId(),
        entry.seq(),
        "entry %d of account %d is not as it was sealed".formatted(entry.seq(), entry.accountId()));
  }
}
