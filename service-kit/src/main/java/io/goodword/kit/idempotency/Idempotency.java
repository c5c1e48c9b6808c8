package io.goodword.kit.idempotency;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps key, request and answer in the transaction of the effect, so that all three commit or none.
 * Rows are kept for three days; a permanent business key must guard what may never happen twice.
 */
@ApplicationScoped
public class Idempotency {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Sql sql;
  private final Clock clock;

  Idempotency(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  private record Stored(byte[] hash, @Nullable String answer) {}

  /**
   * Does the work once for a key.
   *
   * @param key the caller's key
   * @param request the request, by whose JSON two requests are the same
   * @param type record of the answer
   * @param work the effect
   * @return the answer of the work, or the stored one
   * @throws Problem 422 when the key came with another request before, 409 while the first one runs
   */
  @Transactional(TxType.MANDATORY)
  public <T> Answer<T> once(IdempotencyKey key, Object request, Class<T> type, Supplier<T> work) {
    byte[] hash = hash(EventJson.write(request));
    if (!claim(key, hash)) {
      return new Answer<>(replay(key, hash, type), true);
    }
    T value = work.get();
    sql.update(
        "update idempotency set answer = ? where principal = ? and operation = ? and key = ?",
        EventJson.write(value),
        key.principal(),
        key.operation(),
        key.value());
    return new Answer<>(value, false);
  }

  private boolean claim(IdempotencyKey key, byte[] hash) {
    try {
      return sql.update(
              "insert into idempotency (principal, operation, key, request_hash, created_at)"
                  + " values (?, ?, ?, ?, ?) on conflict do nothing",
              key.principal(),
              key.operation(),
              key.value(),
              hash,
              clock.instant())
          == 1;
    } catch (SqlFailure failure) {
      if (failure.state().equals(LOCK_NOT_AVAILABLE)) {
        throw Problem.conflict(
                "idempotency-key-in-progress", "The first request with this key is still running.")
            .retryAfter(1);
      }
      throw failure;
    }
  }

  private <T> T replay(IdempotencyKey key, byte[] hash, Class<T> type) {
    Stored stored =
        sql.first(
                "select request_hash, answer from idempotency"
                    + " where principal = ? and operation = ? and key = ?",
                row -> new Stored(row.getBytes("request_hash"), row.getString("answer")),
                key.principal(),
                key.operation(),
                key.value())
            .orElseThrow();
    if (!Arrays.equals(stored.hash(), hash)) {
      throw Problem.of(
          422,
          "idempotency-key-reused",
          "The key belongs to another request",
          "This Idempotency-Key was sent before with another body; use a new key.");
    }
    if (stored.answer() == null) {
      throw new IllegalStateException("committed without an answer: " + key.operation());
    }
    return EventJson.readOwn(stored.answer(), type);
  }

  private static byte[] hash(String request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
