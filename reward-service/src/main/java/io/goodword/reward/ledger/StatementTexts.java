package io.goodword.reward.ledger;

import io.goodword.kit.page.PageLanguage;
import io.quarkus.qute.TemplateData;
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

/** The words of the statement page in its three languages. */
final class StatementTexts {

  private final Map<PageLanguage, Words> byLanguage = new EnumMap<>(PageLanguage.class);

  StatementTexts() {
    for (PageLanguage language : PageLanguage.values()) {
      byLanguage.put(language, read(language));
    }
  }

  /** The words of one language by key. */
  @TemplateData
  record Words(Map<String, String> byKey) {

    /**
     * A text with its places filled in.
     *
     * @param values what stands for {0}, {1}
     * @throws IllegalArgumentException when there is no such text
     */
    String say(String key, String... values) {
      String text = byKey.get(key);
      if (text == null) {
        throw new IllegalArgumentException("the statement has no text " + key);
      }
      for (int i = 0; i < values.length; i++) {
        text = text.replace("{" + i + "}", values[i]);
      }
      return text;
    }

    /** A text without places, for the template. */
    public String word(String key) {
      return say(key);
    }

    /** What a kind of journal is called; a kind without a word keeps its own name. */
    String kind(String kind) {
      return byKey.getOrDefault("kind." + kind, kind);
    }
  }

  Words in(PageLanguage language) {
    return Objects.requireNonNull(byLanguage.get(language));
  }

  private static Words read(PageLanguage language) {
    String path = "/texts/statement." + language.tag() + ".properties";
    try (InputStream file = StatementTexts.class.getResourceAsStream(path)) {
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
