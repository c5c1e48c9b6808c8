package io.goodword.reward.draw;

import io.goodword.kit.page.PageLanguage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The words of the public page in its three languages, from {@code texts/draw.*.properties}. */
@Singleton
class DrawWords {

  private final Map<PageLanguage, Map<String, String>> byLanguage =
      new EnumMap<>(PageLanguage.class);

  DrawWords() {
    for (PageLanguage language : PageLanguage.values()) {
      byLanguage.put(language, read(language));
    }
    Map<String, String> english = in(PageLanguage.EN);
    byLanguage.forEach(
        (language, words) -> {
          if (!words.keySet().equals(english.keySet())) {
            throw new IllegalStateException(
                "texts/draw." + language.tag() + " has other keys than English");
          }
        });
  }

  /** All words of a language by key. */
  Map<String, String> in(PageLanguage language) {
    return byLanguage.getOrDefault(language, Map.of());
  }

  /**
   * A sentence with its places filled in.
   *
   * @param values what stands for {0}, {1} and so on
   * @throws IllegalArgumentException when there is no such sentence
   */
  String say(PageLanguage language, String key, Object... values) {
    String sentence = in(language).get(key);
    if (sentence == null) {
      throw new IllegalArgumentException("texts/draw has no " + key);
    }
    for (int i = 0; i < values.length; i++) {
      sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return sentence;
  }

  String number(PageLanguage language, long number) {
    return NumberFormat.getIntegerInstance(language.locale()).format(number);
  }

  /** An amount of money with its currency code. */
  String money(PageLanguage language, Rules.Value value) {
    int digits = Currency.getInstance(value.currency()).getDefaultFractionDigits();
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMinimumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(value.amount(), digits)) + " " + value.currency();
  }

  /** Date and time with the name of the zone. */
  String time(PageLanguage language, Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language.locale())
            .format(instant.atZone(zone))
        + " ("
        + zone.getId()
        + ")";
  }

  private static Map<String, String> read(PageLanguage language) {
    String resource = "texts/draw." + language.tag() + ".properties";
    var loader = Thread.currentThread().getContextClassLoader();
    try (var stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return texts.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(key -> key, texts::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
