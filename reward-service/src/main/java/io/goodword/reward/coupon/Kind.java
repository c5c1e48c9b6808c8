package io.goodword.reward.coupon;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a coupon is worth at the checkout. */
@RegisterForReflection
public enum Kind {
  /** A fixed amount off. */
  VALUE,
  /** A share of the basket off. */
  PERCENT,
  /** Money that is spent little by little until it is gone. */
  GIFT_CARD;

  /** Name in JSON and tables. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a name. */
  static Optional<Kind> named(@Nullable String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  static Kind of(String code) {
    return named(code).orElseThrow(() -> new IllegalArgumentException("no kind " + code));
  }
}
