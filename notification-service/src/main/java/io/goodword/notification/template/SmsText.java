package io.goodword.notification.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as the phone network carries it (3GPP TS 23.038 and 23.040): 7-bit default alphabet where
 * every character is in it, else UCS-2; in one segment, or in several that share a 16-bit
 * reference.
 *
 * @param encoding alphabet of the whole text
 * @param segments its parts in order; no character is cut in two
 */
public record SmsText(Encoding encoding, List<String> segments) {

  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String GSM_EXTENSION = "\f^{}\\[~]|€";
  private static final int ESCAPE = 0x1b;

  /** Alphabets; lengths are in septets and in 16-bit units. */
  public enum Encoding {
    GSM_7(160, 152),
    UCS_2(70, 66);

    private final int alone;
    private final int joined;

    Encoding(int alone, int joined) {
      this.alone = alone;
      this.joined = joined;
    }
  }

  /** Chooses the alphabet and cuts the text. */
  public static SmsText of(String text) {
    Encoding encoding =
        text.codePoints().allMatch(SmsText::isGsm) ? Encoding.GSM_7 : Encoding.UCS_2;
    if (length(encoding, text) <= encoding.alone) {
      return new SmsText(encoding, List.of(text));
    }
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    int used = 0;
    for (int codePoint : text.codePoints().toArray()) {
      String character = Character.toString(codePoint);
      int length = length(encoding, character);
      if (used + length > encoding.joined) {
        segments.add(segment.toString());
        segment.setLength(0);
        used = 0;
      }
      segment.append(character);
      used += length;
    }
    segments.add(segment.toString());
    return new SmsText(encoding, List.copyOf(segments));
  }

  /** The 7-bit alphabet, one octet a septet, as SMPP data coding 0 carries it. */
  public static byte[] gsmOctets(String text) {
    byte[] octets = new byte[text.length() * 2];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int septet = GSM.indexOf(character);
      if (septet < 0) {
        octets[length++] = ESCAPE;
        septet = extension(character);
      }
      octets[length++] = (byte) septet;
    }
    return java.util.Arrays.copyOf(octets, length);
  }

  private static int extension(char character) {
    return switch (character) {
      case '\f' -> 0x0a;
      case '^' -> 0x14;
      case '{' -> 0x28;
      case '}' -> 0x29;
      case '\\' -> 0x2f;
      case '[' -> 0x3c;
      case '~' -> 0x3d;
      case ']' -> 0x3e;
      case '|' -> 0x40;
      case '€' -> 0x65;
      default -> throw new IllegalArgumentException("not in the 7-bit alphabet");
    };
  }

  private static boolean isGsm(int codePoint) {
    return codePoint != ESCAPE
        && (GSM.indexOf(codePoint) >= 0 || GSM_EXTENSION.indexOf(codePoint) >= 0);
  }

  private static int length(Encoding encoding, String text) {
    return switch (encoding) {
      case UCS_2 -> text.length();
      case GSM_7 -> text.chars().map(c -> GSM_EXTENSION.indexOf(c) >= 0 ? 2 : 1).sum();
    };
  }
}
