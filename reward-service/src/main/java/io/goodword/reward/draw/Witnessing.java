package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets an auditor bring a seed of their own: committed while the draw is open, opened when the
 * tickets are fixed. As long as one of the two keeps its seed to itself until then, neither can
 * steer the result. A witness who does not open in time leaves the seed of the service alone to
 * draw; that is a published rule, and it is the one bit that a witness in league with the service
 * could choose.
 */
@ApplicationScoped
class Witnessing {

  private static final String RULE = "must be 64 hexadecimal digits, 0-9 and a-f";

  private final StoredDraws draws;
  private final Attempts attempts;
  private final Clock clock;

  Witnessing(StoredDraws draws, Attempts attempts, Clock clock) {
    this.draws = draws;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** What a witness has committed or opened. */
  record Standing(
      UUID drawId, String commitment, @Nullable String seed, @Nullable Instant revealBy) {
    static Standing of(Draw draw, Draw.Witness witness) {
      return new Standing(
          draw.id(),
          witness.commitment(),
          witness.seed(),
          draw.frozen() == null ? null : draw.frozen().revealBy());
    }
  }

  /**
   * Commits a seed; the same commitment again changes nothing.
   *
   * @throws Problem 404; 409 draw-closed, draw-cancelled or witness-taken; 422 for what is no hash,
   *     or is that of the service
   */
  Standing commit(UUID id, @Nullable String commitment, String auditor) {
    if (commitment == null || !Sha256.isHex(commitment)) {
      throw Problem.invalid("commitment", RULE, commitment);
    }
    return attempts.inTransaction(
        () -> {
          Draw draw = draws.locked(id);
          draw.mustNotBeOver(clock.instant());
          if (commitment.equals(draw.commitment())) {
            throw Problem.invalid("commitment", "must not be that of the service", commitment);
          }
          var witness = new Draw.Witness(auditor, commitment, null);
          if (draw.witness() != null && !draw.witness().equals(witness)) {
            throw Problem.conflict(
                "witness-taken", "Another seed was committed before; it cannot be exchanged.");
          }
          draws.witness(id, auditor, commitment);
          return Standing.of(draw, witness);
        });
  }

  /**
   * Opens a committed seed; the same seed again changes nothing.
   *
   * @throws Problem 404; 409 or 422 as {@link Draw#mustAccept}
   */
  Standing open(UUID id, @Nullable String seed) {
    if (seed == null || !Sha256.isHex(seed)) {
      throw Problem.invalid("seed", RULE, null);
    }
    return attempts.inTransaction(
        () -> {
          Draw draw = draws.locked(id);
          Draw.Witness witness = draw.mustAccept(Sha256.bytes(seed), clock.instant());
          draws.witnessSeed(id, seed);
          return Standing.of(draw, new Draw.Witness(witness.auditor(), witness.commitment(), seed));
        });
  }
}
