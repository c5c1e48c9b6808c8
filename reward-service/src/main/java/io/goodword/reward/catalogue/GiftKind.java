package io.goodword.reward.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a gift is. */
enum GiftKind {
  /** It is sent: staff or the shop confirm it, then it is handed over to whoever ships. */
  MATERIAL,
  /** It is delivered without a parcel, for instance a subscription; confirmed by itself. */
  DIGITAL,
  /** Units of another asset, for instance of a coupon, which the customer then has. */
  COUPON_ASSET;

  /** Whether it is confirmed by itself. */
  boolean automatic() {
    return this != MATERIAL;
  }

  /** Name in JSON, events and tables. */
  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<GiftKind> parse(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  @JsonCreator
  static GiftKind of(String code) {
    return parse(code).orElseThrow(() -> new IllegalArgumentException(code + " is no kind"));
  }
}
