package io.goodword.reward.coupon;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a code is written and read. What people type is brought to one normal form: case, spaces,
 * hyphens and full-width letters do not matter, letters of other scripts count as what they look
 * like, and O counts as 0, I and L as 1, U as V. The random part of a code has none of 0, 1, I, L,
 * O and U, so this makes no two codes equal; it only lets a prefix such as SPRING be misread.
 */
final class CodeText {

  /** Characters of the longest input that is looked at. */
  static final int LONGEST = 64;

  private static final int GROUP = 4;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Map<Integer, Integer> LOOK_ALIKES = new HashMap<>();

  static {
    alike("OILU", "011V");
    alike("АВСЕНІЈКМОРЅТУХ", "ABCEH1JKM0PSTYX"); // Cyrillic
    alike("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZH1KMN0PTYX"); // Greek
  }

  private CodeText() {}

  /**
   * The normal form of what somebody typed.
   *
   * @return empty when it cannot be a code: absent, blank, longer than 64 characters, or with a
   *     character that no code has
   */
  static Optional<String> normal(@Nullable String typed) {
    if (typed == null || typed.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    var normal = new StringBuilder(plain.length());
    for (int letter : plain.codePoints().toArray()) {
      if (!separates(letter)) {
        int folded = LOOK_ALIKES.getOrDefault(letter, letter);
        if (ALPHABET.indexOf(folded) < 0) {
          return Optional.empty();
        }
        normal.appendCodePoint(folded);
      }
    }
    return normal.isEmpty() || normal.length() > LONGEST
        ? Optional.empty()
        : Optional.of(normal.toString());
  }

  /** A code as it is shown: the prefix, then the random part in groups of four. */
  static String shown(String prefix, String random) {
    var shown = new StringBuilder(prefix);
    for (int at = 0; at < random.length(); at += GROUP) {
      if (!shown.isEmpty()) {
        shown.append('-');
      }
      shown.append(random, at, Math.min(at + GROUP, random.length()));
    }
    return shown.toString();
  }

  /** What support may see of a code. */
  static String last4(String random) {
    return random.substring(random.length() - GROUP);
  }

  private static boolean separates(int letter) {
    return switch (Character.getType(letter)) {
      case Character.DASH_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> letter == '\u2212' || letter == '_';
    };
  }

  private static void alike(String looks, String like) {
    for (int i = 0; i < looks.length(); i++) {
      LOOK_ALIKES.put((int) looks.charAt(i), (int) like.charAt(i));
    }
  }
}
