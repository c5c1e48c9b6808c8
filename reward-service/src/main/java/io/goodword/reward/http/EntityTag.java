package io.goodword.reward.http;

import io.goodword.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Guards a change by If-Match (RFC 9110, section 13.1.1) against somebody else's change. */
public final class EntityTag {

  private EntityTag() {}

  /** The tag in an If-Match header without its quotes, null when none was sent. */
  public static @Nullable String sent(@Nullable String match) {
    return match == null || match.isBlank()
        ? null
        : match.strip().replace("W/", "").replace("\"", "");
  }

  /**
   * The tag in an If-Match header that must be there.
   *
   * @param thing what is changed, as the rest of "the ETag of the ..."
   * @throws Problem 428 if-match-required
   */
  public static String required(@Nullable String match, String thing) {
    String tag = sent(match);
    if (tag == null) {
      throw missing(thing);
    }
    return tag;
  }

  /** 428 if-match-required. */
  public static Problem missing(String thing) {
    return Problem.of(
        428,
        "if-match-required",
        "An If-Match header is needed",
        "Send the ETag of the %s as you have read it.".formatted(thing));
  }

  /** 412 changed-meanwhile. */
  public static Problem changedMeanwhile(String thing) {
    return Problem.of(
        412,
        "changed-meanwhile",
        "Somebody else has changed it",
        "Read the %s again and repeat the change.".formatted(thing));
  }
}
