package io.goodword.referral.text;

import io.goodword.kit.page.PageLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one page or message in all languages, from {@code
 * texts/<name>.<language>.properties}. Every language must have the same keys, so that nobody meets
 * a gap.
 */
public final class Texts {

  private final String name;
  private final Map<PageLanguage, Map<String, String>> byLanguage;

  private Texts(String name, Map<PageLanguage, Map<String, String>> byLanguage) {
    this.name = name;
    this.byLanguage = byLanguage;
  }

  /**
   * Loads the files of all languages.
   *
   * @throws IllegalStateException when a file is missing or lacks a key that another one has
   */
  public static Texts load(String name) {
    var all = new EnumMap<PageLanguage, Map<String, String>>(PageLanguage.class);
    for (PageLanguage language : PageLanguage.values()) {
      all.put(language, read("texts/%s.%s.properties".formatted(name, language.tag())));
    }
    Set<String> keys = all.getOrDefault(PageLanguage.EN, Map.of()).keySet();
    all.forEach(
        (language, texts) -> {
          if (!texts.keySet().equals(keys)) {
            throw new IllegalStateException(
                "texts/%s.%s has other keys than English".formatted(name, language.tag()));
          }
        });
    return new Texts(name, all);
  }

  /**
   * A text with its places {@code {0}}, {@code {1}}... filled.
   *
   * @throws IllegalArgumentException when there is no such key
   */
  public String say(PageLanguage language, String key, Object... values) {
    @Nullable String text = byLanguage.getOrDefault(language, Map.of()).get(key);
    if (text == null) {
      throw new IllegalArgumentException("texts/%s has no %s".formatted(name, key));
    }
    var said = new StringBuilder(text.length() + 32);
    for (int i = 0; i < text.length(); i++) {
      boolean place =
          text.charAt(i) == '{'
              && i + 2 < text.length()
              && text.charAt(i + 2) == '}'
              && Character.isDigit(text.charAt(i + 1));
      if (place) {
        said.append(values[text.charAt(i + 1) - '0']);
        i += 2;
      } else {
        said.append(text.charAt(i));
      }
    }
    return said.toString();
  }

  /** Whether there is a text for the key. */
  public boolean has(String key) {
    return byLanguage.getOrDefault(PageLanguage.EN, Map.of()).containsKey(key);
  }

  private static Map<String, String> read(String resource) {
    var loader = Thread.currentThread().getContextClassLoader();
    try (var stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      var properties = new Properties();
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      var texts = new HashMap<String, String>();
      properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
      return Map.copyOf(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
