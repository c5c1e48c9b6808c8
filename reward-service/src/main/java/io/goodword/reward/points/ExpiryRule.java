package io.goodword.reward.points;

import io.goodword.kit.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When value expires and what becomes of a debt. Pure; the function {@code lot_expiry} of the
 * database counts the same way, and a test compares the two.
 *
 * @param validity how long an earning lives, null for ever
 * @param zone zone of the market, whose calendar counts
 * @param rounding whether it lives to the end of its last local day
 * @param grace how long value lives that is given back after it expired; null: until the next run
 * @param debt what becomes of value that is taken back after it was spent
 */
record ExpiryRule(
    @Nullable Span validity, ZoneId zone, Rounding rounding, @Nullable Span grace, Debt debt) {

  /** How the moment of expiry is rounded. */
  enum Rounding {
    /** Up to the end of the local day. */
    DAY,
    /** Not at all. */
    NONE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of value that is taken back from a customer who no longer has it. */
  enum Debt {
    /** The customer owes it, and later earnings repay it. */
    OWE,
    /** No more is taken than there is, and the other side gets as much less. */
    FLOOR,
    /** The other side gets all, and the house bears what is missing. */
    WRITE_OFF;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Reads a rule as it was sent.
   *
   * @param validity ISO 8601 span, null when nothing expires
   * @param zone IANA name such as Asia/Shanghai
   * @param rounding day (when null) or none
   * @param grace ISO 8601 span, null for none
   * @param debt owe (when null), floor or write-off
   * @throws Problem 422 that names the first field that is wrong
   */
  static ExpiryRule of(
      @Nullable String validity,
      @Nullable String zone,
      @Nullable String rounding,
      @Nullable String grace,
      @Nullable String debt) {
    return new ExpiryRule(
        validity == null ? null : Span.positive("validity", validity),
        zone(zone),
        choice("rounding", rounding, Rounding.DAY, Rounding.values(), Rounding::code),
        grace == null ? null : Span.positive("grace", grace),
        choice("debt", debt, Debt.OWE, Debt.values(), Debt::code));
  }

  /** When something that is earned at a moment expires, null when never. */
  @Nullable Instant expiryOf(Instant earnedAt) {
    return validity == null ? null : ending(earnedAt, validity);
  }

  /** Until when value lives that is given back at a moment after it expired, null for no grace. */
  @Nullable Instant graceOf(Instant givenBackAt) {
    return grace == null ? null : ending(givenBackAt, grace);
  }

  private Instant ending(Instant from, Span span) {
    if (rounding == Rounding.NONE) {
      return span.after(from, zone);
    }
    LocalDate last = span.after(from.atZone(zone).toLocalDateTime()).toLocalDate();
    return Span.at(last.plusDays(1).atStartOfDay(), zone).toInstant();
  }

  /** Offsets are refused: databases and people read their sign in opposite ways. */
  private static ZoneId zone(@Nullable String name) {
    if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
      throw Problem.invalid("zone", "must be an IANA zone such as Asia/Shanghai", name);
    }
    return ZoneId.of(name);
  }

  private static <T> T choice(
      String field, @Nullable String code, T otherwise, T[] values, Function<T, String> name) {
    if (code == null) {
      return otherwise;
    }
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    field,
                    "must be one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", ")),
                    code));
  }
}
