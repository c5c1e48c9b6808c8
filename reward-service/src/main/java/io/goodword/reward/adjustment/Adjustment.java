package io.goodword.reward.adjustment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment and where it stands. Pure.
 *
 * @param hash fingerprint of what was asked for, see {@link Payload#hash}
 * @param makerRole role in which the maker asked
 * @param expiresAt first instant at which it can no longer be approved
 * @param checker second person
 * @param journalId journal that moved the value
 * @param version number of steps, from 1
 */
@RegisterForReflection
record Adjustment(
    UUID id,
    Payload payload,
    String hash,
    String maker,
    String makerRole,
    State state,
    Instant requestedAt,
    Instant expiresAt,
    @Nullable String checker,
    @Nullable Instant decidedAt,
    @Nullable UUID journalId,
    int version) {

  /** Where an adjustment stands; all but the first are final. */
  enum State {
    /** Waits for a second person. */
    REQUESTED,
    /** Within the limit: posted at once. */
    POSTED,
    /** Posted after a second person approved it. */
    APPROVED,
    /** Refused by a second person. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Taken back by its maker. */
    WITHDRAWN;

    /** Name in JSON, events and tables. */
    @JsonValue
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** A new one that waits. */
  static Adjustment waiting(
      UUID id, Payload payload, String maker, Role role, Instant now, Instant expiresAt) {
    return new Adjustment(
        id,
        payload,
        payload.hash(id, maker),
        maker,
        role.code(),
        State.REQUESTED,
        now,
        expiresAt,
        null,
        null,
        null,
        1);
  }

  /** The same within the limit: its first step is its last. */
  Adjustment postedAtOnce(UUID journal) {
    return new Adjustment(
        id,
        payload,
        hash,
        maker,
        makerRole,
        State.POSTED,
        requestedAt,
        expiresAt,
        null,
        requestedAt,
        journal,
        version);
  }

  /**
   * The same after a decision.
   *
   * @throws IllegalStateException when it was decided before
   */
  Adjustment decided(State next, @Nullable String by, Instant at, @Nullable UUID journal) {
    if (state != State.REQUESTED) {
      throw new IllegalStateException("adjustment " + id + " is " + state + ", it stays so");
    }
    return new Adjustment(
        id,
        payload,
        hash,
        maker,
        makerRole,
        next,
        requestedAt,
        expiresAt,
        by,
        at,
        journal,
        version + 1);
  }

  /** Name of its journal in the ledger, unique for ever. */
  String businessKey() {
    return "adjustment/" + id;
  }
}
