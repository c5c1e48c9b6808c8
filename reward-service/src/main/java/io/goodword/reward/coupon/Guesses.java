package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts look-ups of codes that do not exist or belong to others, in the database, so that all
 * replicas count together. A failed look-up is counted before it is answered: in a window at most
 * the limit of them learn that they failed, however many are sent at once. Who is over the limit is
 * answered before anything is looked up, so a right code looks like a wrong one.
 */
@Singleton
class Guesses {

  private final Sql sql;
  private final CodeVault vault;
  private final Clock clock;
  private final CouponSettings.Guesses settings;

  Guesses(Sql sql, CodeVault vault, Clock clock, CouponSettings settings) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
    this.settings = settings.guesses();
  }

  /**
   * Who looks a code up.
   *
   * @param caller client id of the shop
   * @param hint the shop's word for the device or network behind it, null when it has none
   */
  record Guesser(String caller, String customer, @Nullable String hint) {}

  private record Count(String subject, int failures) {}

  /**
   * Insists that the limits are not reached.
   *
   * @throws Problem 429 too-many-guesses with Retry-After
   */
  void mustBeBelowLimits(Guesser guesser) {
    Instant now = clock.instant();
    TreeMap<String, Integer> limits = limits(guesser);
    boolean reached =
        sql
            .query(
                "select subject, failures from coupon_guesses"
                    + " where subject = any(?) and window_start = ?",
                row -> new Count(row.getString(1), row.getInt(2)),
                limits.keySet(),
                window(now))
            .stream()
            .anyMatch(count -> count.failures() >= limits.getOrDefault(count.subject(), 0));
    if (reached) {
      throw tooMany(now);
    }
  }

  /**
   * Counts a failed look-up, in a transaction of its own.
   *
   * @throws Problem 429 too-many-guesses when it is beyond a limit; its result must not be told
   */
  void failed(Guesser guesser) {
    Instant now = clock.instant();
    boolean beyond =
        QuarkusTransaction.requiringNew().call(() -> count(limits(guesser), window(now)));
    if (beyond) {
      throw tooMany(now);
    }
  }

  /** Forgets windows that ended a day ago. */
  void forget() {
    sql.update(
        "delete from coupon_guesses where window_start < ?",
        clock.instant().minus(settings.window()).minus(Duration.ofDays(1)));
  }

  /**
   * Rows are locked in the order of their names, so that two that share some never meet crosswise.
   */
  private boolean count(TreeMap<String, Integer> limits, Instant window) {
    List<String> over = new ArrayList<>();
    limits.forEach(
        (subject, limit) -> {
          int failures =
              sql.first(
                      "insert into coupon_guesses as g (subject, window_start, failures)"
                          + " values (?, ?, 1) on conflict (subject, window_start)"
                          + " do update set failures = g.failures + 1 returning failures",
                      row -> row.getInt(1),
                      subject,
                      window)
                  .orElseThrow();
          if (failures > limit) {
            over.add(subject);
          }
        });
    return !over.isEmpty();
  }

  private TreeMap<String, Integer> limits(Guesser guesser) {
    var limits = new TreeMap<String, Integer>();
    limits.put(vault.subject("caller", guesser.caller()), settings.perCaller());
    limits.put(vault.subject("customer", guesser.customer()), settings.perCustomer());
    if (guesser.hint() != null) {
      limits.put(vault.subject("hint", guesser.hint()), settings.perHint());
    }
    return limits;
  }

  private Instant window(Instant now) {
    long length = settings.window().toMillis();
    return Instant.ofEpochMilli(now.toEpochMilli() / length * length);
  }

  private Problem tooMany(Instant now) {
    Duration rest = Duration.between(now, window(now).plus(settings.window()));
    return Problem.of(
            429,
            "too-many-guesses",
            "Too many wrong codes",
            "Too many codes that do not exist were tried; wait until the time is over.")
        .retryAfter((int) Math.max(1, rest.toSeconds() + 1));
  }
}
