package io.goodword.kit.idempotency;

import io.goodword.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The caller's key for one write (IETF draft-ietf-httpapi-idempotency-key-header).
 *
 * @param principal who calls; keys of two callers never meet
 * @param operation stable name of the operation
 * @param value 8 to 100 characters chosen by the caller
 */
public record IdempotencyKey(String principal, String operation, String value) {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 100;

  /**
   * Takes the header of a request.
   *
   * @throws Problem 400 when it is missing, too short or too long
   */
  public static IdempotencyKey of(String principal, String operation, @Nullable String header) {
    if (header == null || header.length() < SHORTEST || header.length() > LONGEST) {
      throw Problem.of(
              400,
              "idempotency-key-required",
              "An Idempotency-Key is needed",
              "Send an Idempotency-Key header of 8 to 100 characters, a new one for each intent.")
          .with("Idempotency-Key", "must have 8 to 100 characters", header);
    }
    return new IdempotencyKey(principal, operation, header);
  }
}
