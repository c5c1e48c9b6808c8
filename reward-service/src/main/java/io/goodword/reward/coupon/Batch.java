package io.goodword.reward.coupon;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order for many codes.
 *
 * @param nextNumber place in its series where the next code comes from
 * @param collisions codes that were there already and were left out
 * @param seed what its codes follow from, sealed; null once they were downloaded
 */
record Batch(
    UUID id,
    String pool,
    int requested,
    int made,
    int nextNumber,
    int collisions,
    byte @Nullable [] seed,
    Instant createdAt,
    String createdBy,
    @Nullable Instant finishedAt,
    @Nullable Instant leasedUntil,
    @Nullable Instant downloadedAt,
    @Nullable String downloadedBy) {

  /** Where it stands: queued, running, ready or downloaded. */
  String state() {
    if (downloadedAt != null) {
      return "downloaded";
    }
    if (finishedAt != null) {
      return "ready";
    }
    return nextNumber == 0 ? "queued" : "running";
  }
}
