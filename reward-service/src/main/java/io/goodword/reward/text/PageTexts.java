package io.goodword.reward.text;

import io.goodword.kit.page.PageLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The words of one page in its three languages. */
public final class PageTexts {

  private final Map<PageLanguage, Words> byLanguage = new EnumMap<>(PageLanguage.class);

  /**
   * Reads the words of a page.
   *
   * @param page its name in {@code texts/<name>.<language>.properties}
   * @throws IllegalStateException when the words of a language are missing
   */
  public PageTexts(String page) {
    for (PageLanguage language : PageLanguage.values()) {
      byLanguage.put(language, read(page, language));
    }
  }

  /** The words of one language by key; templates take the map. */
  public record Words(Map<String, String> byKey) {

    /**
     * A text with its places filled in.
     *
     * @param values what stands for {0}, {1}
     * @throws IllegalArgumentException when there is no such text
     */
    public String say(String key, String... values) {
      String text = byKey.get(key);
      if (text == null) {
        throw new IllegalArgumentException("the page has no text " + key);
      }
      for (int i = 0; i < values.length; i++) {
        text = text.replace("{" + i + "}", values[i]);
      }
      return text;
    }

    /** A text without places, or something else where there is none. */
    public String orElse(String key, String otherwise) {
      return byKey.getOrDefault(key, otherwise);
    }
  }

  /** The words of a language. */
  public Words in(PageLanguage language) {
    return Objects.requireNonNull(byLanguage.get(language));
  }

  private static Words read(String page, PageLanguage language) {
    String path = "/texts/" + page + "." + language.tag() + ".properties";
    try (InputStream file = PageTexts.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("The texts " + path + " are missing");
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return new Words(
          texts.stringPropertyNames().stream()
              .collect(Collectors.toUnmodifiableMap(key -> key, texts::getProperty)));
    } catch (IOException e) {
      throw new UncheckedIOException("The texts " + path + " cannot be read", e);
    }
  }
}
