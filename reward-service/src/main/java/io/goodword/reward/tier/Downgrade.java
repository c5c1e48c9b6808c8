package io.goodword.reward.tier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an evaluation lowers a level that is no longer earned. */
enum Downgrade {
  /** To the next lower level, however little was earned. */
  ONE_DOWN,
  /** To the level that the figure earns. */
  BALANCE_BASED;

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Downgrade> parse(String code) {
    return Arrays.stream(values()).filter(policy -> policy.code().equals(code)).findFirst();
  }

  @JsonCreator
  static Downgrade of(String code) {
    return parse(code).orElseThrow(() -> new IllegalArgumentException(code + " is no policy"));
  }
}
