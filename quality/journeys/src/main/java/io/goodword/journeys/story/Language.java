package io.goodword.journeys.story;

import io.goodword.journeys.client.Expect;

/** Tells in which of our languages a text is, by signs that only one of them has. */
final class Language {

  private static final String ONLY_SIMPLIFIED = "为这来请们个对时将会从应让问说进还点击欢优积奖励币单关确认";
  private static final String ONLY_TRADITIONAL = "為這來請們個對時將會從應讓問說進還點擊歡優積獎勵幣單關確認";

  private Language() {}

  static String of(String text) {
    boolean chinese = text.codePoints().anyMatch(sign -> sign >= 0x4e00 && sign <= 0x9fff);
    if (!chinese) {
      return "en";
    }
    long simplified = count(text, ONLY_SIMPLIFIED);
    long traditional = count(text, ONLY_TRADITIONAL);
    return traditional > simplified ? "zh-TW" : "zh-CN";
  }

  /** Requires every one of the texts to be in a language, without a sign of the other script. */
  static void mustBe(String told, String whose, String text) {
    Expect.same("The language of " + whose + " '" + text + "'", told, of(text));
    if (!told.equals("en")) {
      String foreign = told.equals("zh-CN") ? ONLY_TRADITIONAL : ONLY_SIMPLIFIED;
      Expect.same("Signs of the other script in '" + text + "'", 0L, count(text, foreign));
    }
  }

  private static long count(String text, String signs) {
    return text.codePoints().filter(sign -> signs.indexOf(sign) >= 0).count();
  }
}
