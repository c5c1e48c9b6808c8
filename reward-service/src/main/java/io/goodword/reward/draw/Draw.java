package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draw where it stands.
 *
 * @param campaignId campaign whose budget paid for the prizes, null for issuance and stock
 * @param rulesText canonical text of the rules, as it was hashed
 * @param commitment SHA-256 of the seed
 * @param sealedSeed the seed, encrypted
 * @param witness what a second party brings, null without one
 * @param frozen the fixed tickets, null before
 * @param seed the seed in hexadecimal digits, null until the winners are drawn
 * @param reason why it was cancelled
 */
record Draw(
    UUID id,
    State state,
    @Nullable String campaignId,
    int rulesVersion,
    Rules rules,
    String rulesText,
    String rulesHash,
    String commitment,
    byte[] sealedSeed,
    @Nullable Witness witness,
    @Nullable Frozen frozen,
    @Nullable String seed,
    @Nullable Instant settledAt,
    @Nullable String reason,
    Instant createdAt) {

  /** Where a draw stands. */
  enum State {
    /** Committed and funded; open between its two instants. */
    ANNOUNCED,
    /** Closed; chances become tickets. */
    CLOSING,
    /** The tickets are fixed and their hash is public; no seed is. */
    FROZEN,
    /** The winners are drawn and the seed is public; prizes are being paid. */
    PAYING,
    /** Over. */
    SETTLED,
    /** Called off; what tickets cost is being given back. */
    CANCELLING,
    /** Called off. */
    CANCELLED
  }

  /**
   * A second party whose seed takes part.
   *
   * @param auditor who committed
   * @param commitment SHA-256 of its seed
   * @param seed its seed in hexadecimal digits, null until it is opened
   */
  record Witness(String auditor, String commitment, @Nullable String seed) {}

  /**
   * The fixed tickets.
   *
   * @param revealBy until when a witness may open its seed
   */
  record Frozen(int tickets, String ticketsHash, Instant at, Instant revealBy) {}

  /** Name of the asset whose units are chances in this draw. */
  String chances() {
    return chances(id);
  }

  static String chances(UUID id) {
    return "CHANCE:" + id;
  }

  /** Owner of the draw's escrow and redemption accounts, and beginning of its business keys. */
  String owner() {
    return owner(id);
  }

  static String owner(UUID id) {
    return "draw/" + id;
  }

  boolean hasOpened(Instant now) {
    return state != State.ANNOUNCED || !now.isBefore(rules.opensAt());
  }

  private boolean hasClosed(Instant now) {
    return state != State.ANNOUNCED || !now.isBefore(rules.closesAt());
  }

  /**
   * Insists that tickets are given now.
   *
   * @throws Problem 409 draw-not-open, draw-closed or draw-cancelled
   */
  void mustGiveTickets(Instant now) {
    mustNotBeOver(now);
    if (!hasOpened(now)) {
      throw Problem.conflict("draw-not-open", "The draw opens at " + rules.opensAt() + ".");
    }
  }

  /**
   * Insists that the draw may still be changed, called off or witnessed.
   *
   * @throws Problem 409 draw-closed or draw-cancelled
   */
  void mustNotBeOver(Instant now) {
    if (state == State.CANCELLING || state == State.CANCELLED) {
      throw Problem.conflict("draw-cancelled", "The draw was called off: " + reason);
    }
    if (hasClosed(now)) {
      throw Problem.conflict(
          "draw-closed", "The draw closed at " + rules.closesAt() + "; its result stands.");
    }
  }

  /**
   * The witness whose seed may be opened now.
   *
   * @throws Problem 409 no-witness, draw-not-frozen or reveal-too-late; 422 seed-does-not-match
   */
  Witness mustAccept(byte[] witnessSeed, Instant now) {
    if (witness == null) {
      throw Problem.conflict("no-witness", "Nobody committed a seed before the draw closed.");
    }
    if (state == State.PAYING || state == State.SETTLED || isLate(now)) {
      throw Problem.conflict(
          "reveal-too-late", "The winners are drawn by the seed of the service alone.");
    }
    if (state != State.FROZEN) {
      throw Problem.conflict(
          "draw-not-frozen", "Open the seed when the hash of the tickets is public, not before.");
    }
    if (!Commitment.isKeptBy(witnessSeed, witness.commitment())) {
      throw Problem.unprocessable(
              "seed-does-not-match", "The SHA-256 of this seed is not what was committed.")
          .with("seed", "must have the SHA-256 " + witness.commitment(), null);
    }
    return witness;
  }

  /** The seed of the witness where it takes part. */
  byte @Nullable [] witnessSeed() {
    return witness == null || witness.seed() == null ? null : Sha256.bytes(witness.seed());
  }

  private boolean isLate(Instant now) {
    return frozen != null && witnessSeed() == null && !now.isBefore(frozen.revealBy());
  }

  /** Whether nothing is waited for any more before the winners are drawn. */
  boolean canBeDrawn(Instant now) {
    return state == State.FROZEN && (witness == null || witnessSeed() != null || isLate(now));
  }

  Frozen tickets() {
    if (frozen == null) {
      throw new IllegalStateException("the tickets of draw " + id + " are not fixed");
    }
    return frozen;
  }
}
