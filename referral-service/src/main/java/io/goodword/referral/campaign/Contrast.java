package io.goodword.referral.campaign;

import java.util.regex.Pattern;

/** Contrast of a colour with white (WCAG 2.2, relative luminance of sRGB). */
public final class Contrast {

  /** What WCAG 2.2 AA (1.4.3) asks of text. */
  public static final double ENOUGH = 4.5;

  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  private Contrast() {}

  /** Whether the text is a colour of the form {@code #rrggbb}. */
  public static boolean isColour(String text) {
    return HEX.matcher(text).matches();
  }

  /**
   * Ratio of a colour with white, 1 to 21.
   *
   * @param colour {@code #rrggbb}
   */
  public static double withWhite(String colour) {
    double luminance =
        0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    return 1.05 / (luminance + 0.05);
  }

  private static double channel(String colour, int at) {
    double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
