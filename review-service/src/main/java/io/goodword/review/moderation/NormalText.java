package io.goodword.review.moderation;

import com.hankcs.hanlp.dictionary.other.CharTable;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text in the one spelling that lists and patterns are written in: NFKC, without invisible
 * characters and combining marks, simplified characters (one by one, so that places are kept),
 * lower case. It remembers where each character came from.
 */
final class NormalText {

  /** Characters between two characters of a word; more of them are a pause. */
  private static final int LONGEST_NOISE = 2;

  private final String text;
  private final int[] origin;

  private NormalText(String text, int[] origin) {
    this.text = text;
    this.origin = origin;
  }

  static NormalText of(String original) {
    var spelling = new Spelling(original.length());
    for (int at = 0; at < original.length(); ) {
      int codePoint = original.codePointAt(at);
      if (!isInvisible(codePoint)) {
        String folded =
            Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        for (char letter : folded.toCharArray()) {
          if (Character.getType(letter) != Character.NON_SPACING_MARK) {
            spelling.add(CharTable.convert(letter), at);
          }
        }
      }
      at += Character.charCount(codePoint);
    }
    return spelling.done();
  }

  /**
   * The reading behind common disguises: noise between the characters of a word is dropped, a
   * letter written three times or more is written once, digits and signs among Latin letters are
   * the letters they look like. Its origins are places in this text.
   */
  NormalText undisguised() {
    var spelling = new Spelling(text.length());
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      int run = 1;
      while (at + run < text.length() && text.charAt(at + run) == letter) {
        run++;
      }
      if (run >= 3 && Character.isLetter(letter)) {
        spelling.add(letter, at);
        at += run - 1;
      } else if (!isNoise(at)) {
        spelling.add(isAmongLatin(at) ? lookalike(letter) : letter, at);
      }
    }
    return spelling.done();
  }

  String text() {
    return text;
  }

  /** Where the character at a place stood in what this text was made of. */
  int origin(int place) {
    return origin[place];
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || codePoint == 0x3164
        || codePoint == 0x115F;
  }

  private boolean isNoise(int at) {
    char sign = text.charAt(at);
    if (Character.isLetterOrDigit(sign) || isPause(sign)) {
      return false;
    }
    int before = at - 1;
    int after = at + 1;
    while (before >= 0 && isBridge(text.charAt(before))) {
      before--;
    }
    while (after < text.length() && isBridge(text.charAt(after))) {
      after++;
    }
    if (before < 0 || after >= text.length() || after - before - 1 > LONGEST_NOISE) {
      return false;
    }
    boolean han = isHan(text.charAt(before)) && isHan(text.charAt(after));
    boolean latin = isLatin(text.charAt(before)) && isLatin(text.charAt(after));
    boolean space = Character.isWhitespace(sign);
    return han || (latin && !space && lookalike(sign) == sign);
  }

  /** Signs that end a thought: what stands on both sides of them is never one word. */
  private static boolean isPause(char sign) {
    return ",!?;:\u3001\u3002\n\r\t".indexOf(sign) >= 0;
  }

  private static boolean isBridge(char sign) {
    return !Character.isLetterOrDigit(sign) && !isPause(sign);
  }

  private boolean isAmongLatin(int at) {
    return (at > 0 && isLatin(text.charAt(at - 1)))
        || (at + 1 < text.length() && isLatin(text.charAt(at + 1)));
  }

  private static char lookalike(char sign) {
    return switch (sign) {
      case '0' -> 'o';
      case '1' -> 'i';
      case '3' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7' -> 't';
      default -> sign;
    };
  }

  static boolean isHan(char letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN;
  }

  static boolean isLatin(char letter) {
    return letter >= 'a' && letter <= 'z';
  }

  private static final class Spelling {
    private final StringBuilder text;
    private int[] origin;

    Spelling(int capacity) {
      text = new StringBuilder(capacity);
      origin = new int[capacity + 16];
    }

    void add(char letter, int from) {
      if (text.length() == origin.length) {
        origin = Arrays.copyOf(origin, origin.length * 2);
      }
      origin[text.length()] = from;
      text.append(letter);
    }

    NormalText done() {
      return new NormalText(text.toString(), Arrays.copyOf(origin, text.length()));
    }
  }
}
