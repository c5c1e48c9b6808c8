package io.goodword.referral.link;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Click ids are UUIDs of version 7: their first 48 bits are the milliseconds of the click. */
final class ClickIds {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private ClickIds() {}

  static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  static Instant time(UUID clickId) {
    return Instant.ofEpochMilli(clickId.getMostSignificantBits() >>> 16);
  }
}
