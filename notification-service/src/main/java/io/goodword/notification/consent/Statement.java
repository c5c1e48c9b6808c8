package io.goodword.notification.consent;

import io.goodword.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Something a customer said about one purpose on one channel, not yet recorded. */
public record Statement(
    Purpose purpose, Channel channel, boolean granted, String source, String textVersion) {

  private static final int LONGEST = 100;

  /**
   * Checks what a caller reports.
   *
   * @throws Problem 422 that names field, rule and value
   */
  public static Statement of(
      String path,
      @Nullable String purpose,
      @Nullable String channel,
      @Nullable Boolean granted,
      @Nullable String source,
      @Nullable String textVersion) {
    if (granted == null) {
      throw Problem.invalid(path + ".granted", "must be true or false", null);
    }
    return new Statement(
        Purpose.of(purpose == null ? "" : purpose)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        path + ".purpose",
                        "must be transactional, referral, reward, review or marketing",
                        purpose)),
        Channel.of(channel == null ? "" : channel)
            .orElseThrow(
                () -> Problem.invalid(path + ".channel", "must be email, sms or call", channel)),
        granted,
        text(path + ".source", source),
        text(path + ".textVersion", textVersion));
  }

  private static String text(String field, @Nullable String value) {
    if (value == null
        || value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(field, "must have 1 to 100 printable characters", value);
    }
    return value;
  }
}
