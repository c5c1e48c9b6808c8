package io.goodword.kit.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The languages of hosted pages and messages, and the choice among them. */
public enum PageLanguage {
  ZH_CN("zh-CN"),
  ZH_TW("zh-TW"),
  EN("en");

  private final String tag;

  PageLanguage(String tag) {
    this.tag = tag;
  }

  /** BCP 47 tag, also the value of the {@code lang} attribute. */
  public String tag() {
    return tag;
  }

  /** The Java locale, for dates and numbers. */
  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /**
   * Chooses by explicit wish, then by the browser's Accept-Language, then the default. Every
   * Chinese of Taiwan, Hong Kong and Macao or in traditional script reads zh-TW, any other zh-CN.
   */
  public static PageLanguage choose(
      @Nullable String wish, @Nullable String acceptLanguage, PageLanguage otherwise) {
    PageLanguage wished = of(wish);
    if (wished != null || acceptLanguage == null || acceptLanguage.isBlank()) {
      return wished == null ? otherwise : wished;
    }
    try {
      return Locale.LanguageRange.parse(acceptLanguage).stream()
          .map(range -> of(range.getRange()))
          .flatMap(Stream::ofNullable)
          .findFirst()
          .orElse(otherwise);
    } catch (IllegalArgumentException malformed) {
      return otherwise;
    }
  }

  /** The language of a tag such as {@code zh-Hant-HK}, or null when we do not speak it. */
  public static @Nullable PageLanguage of(@Nullable String tag) {
    if (tag == null || tag.isBlank()) {
      return null;
    }
    String lower = tag.toLowerCase(Locale.ROOT).replace('_', '-');
    if (lower.equals("en") || lower.startsWith("en-")) {
      return EN;
    }
    if (lower.equals("zh") || lower.startsWith("zh-")) {
      boolean traditional = List.of("hant", "-tw", "-hk", "-mo").stream().anyMatch(lower::contains);
      return traditional ? ZH_TW : ZH_CN;
    }
    return null;
  }
}
