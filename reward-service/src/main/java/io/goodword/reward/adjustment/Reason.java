package io.goodword.reward.adjustment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why people adjust; the list is closed, so that reports can count. */
enum Reason {
  /** A kindness without any fault of ours; gives only. */
  GOODWILL,
  /** Settles a complaint, which the cause names; gives only. */
  COMPLAINT,
  /** Mends what was posted wrong, either way. */
  CORRECTION,
  /** Takes back what was obtained by deceit; takes only. */
  FRAUD,
  /** Brings in what a customer had in another system; finance only. */
  MIGRATION,
  /** Undoes what a test left in the books, either way. */
  TEST_REFUND;

  /** Name in JSON, events and tables. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason of a name. */
  static Optional<Reason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }

  /** All names, for a message. */
  static String names() {
    return Arrays.stream(values()).map(Reason::code).collect(Collectors.joining(", "));
  }

  /** Whether the reason may move an amount of this sign. */
  boolean allows(long amount) {
    return switch (this) {
      case GOODWILL, COMPLAINT -> amount > 0;
      case FRAUD -> amount < 0;
      case CORRECTION, MIGRATION, TEST_REFUND -> true;
    };
  }
}
