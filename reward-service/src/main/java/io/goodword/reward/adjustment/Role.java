package io.goodword.reward.adjustment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Roles of those who adjust, the one that may most first. */
enum Role {
  FINANCE,
  MARKETER,
  SUPPORT;

  /** Name in tokens and tables. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In which role somebody with one or more of them adjusts. */
  static Optional<Role> first(Predicate<String> has) {
    return Arrays.stream(values()).filter(role -> has.test(role.code())).findFirst();
  }

  static Role of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
