package io.goodword.review.programme;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises an offer that asks for good reviews instead of reviews. */
final class PaidPraise {

  private static final Pattern PRAISE =
      Pattern.compile(
          "好评|好評|五星|5\\s*颗?顆?星|满星|滿星|[5五]\\s*分|给个好|給個好"
              + "|\\b(?:5|five)[ -]?stars?\\b|\\b(?:positive|good|great|favou?rable) (?:review|rating)");

  private PaidPraise() {}

  static boolean isAskedFor(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return PRAISE.matcher(plain).find();
  }
}
