package io.goodword.reward.audit;

import java.util.UUID;

/**
 * A sealed journal in its block.
 *
 * @param position place in the block, from 0
 * @param hash what the journal hashed to when it was sealed
 * @param marks see {@link JournalImage#marks}
 */
record Link(UUID journalId, long height, int position, byte[] hash, byte[] marks) {

  static Link seal(JournalImage journal, long height, int position) {
    return new Link(journal.id(), height, position, journal.hash(), journal.marks());
  }
}
