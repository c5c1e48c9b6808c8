package io.goodword.review.programme;

import io.goodword.kit.problem.Problem;
import java.util.Map;
import java.util.Set;

/**
 * What an author gets for a review, whatever its stars. It has no place for a rating, so that paid
 * praise cannot be configured (16 CFR 465.4; 网络反不正当竞争暂行规定 Art. 9).
 *
 * @param asset code of the asset, for instance POINTS
 * @param amount minor units of the asset, positive
 * @param text the offer in words by language tag: zh-CN, zh-TW, en, each at most 200 characters
 */
public record Offer(String asset, long amount, Map<String, String> text) {

  private static final Set<String> LANGUAGES = Set.of("zh-CN", "zh-TW", "en");
  private static final int LONGEST_TEXT = 200;

  /** Refuses an offer without amount or without all three texts. */
  public Offer {
    if (asset == null || !asset.matches("[A-Z][A-Z0-9_:-]{1,39}")) {
      throw new IllegalArgumentException(
          "asset is '" + asset + "', it must be an asset code such as POINTS");
    }
    if (amount <= 0) {
      throw new IllegalArgumentException("amount is " + amount + ", it must be positive");
    }
    if (text == null || !text.keySet().equals(LANGUAGES)) {
      throw new IllegalArgumentException(
          "text must have exactly the languages zh-CN, zh-TW and en");
    }
    text = Map.copyOf(text);
    for (String words : text.values()) {
      if (words.isBlank() || words.length() > LONGEST_TEXT) {
        throw new IllegalArgumentException("text must have 1 to 200 characters in each language");
      }
    }
  }

  /**
   * Refuses an offer whose words ask for praise.
   *
   * @throws Problem 422 with code paid-praise
   */
  void mustNotPayForPraise() {
    text.forEach(
        (language, words) -> {
          if (PaidPraise.isAskedFor(words)) {
            throw Problem.unprocessable(
                    "paid-praise",
                    "A reward must be the same for every review; the text asks for praise.")
                .with(
                    "incentive.text." + language,
                    "must not tie the reward to stars or praise",
                    words);
          }
        });
  }
}
