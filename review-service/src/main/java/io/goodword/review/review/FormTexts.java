package io.goodword.review.review;

import io.goodword.kit.page.PageLanguage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The words of the hosted form in its three languages. */
@ApplicationScoped
class FormTexts {

  private final Map<PageLanguage, Words> byLanguage = new EnumMap<>(PageLanguage.class);

  FormTexts() {
    for (PageLanguage language : PageLanguage.values()) {
      byLanguage.put(language, read(language));
    }
  }

  /** The words of one language by key. */
  record Words(Map<String, String> byKey) {

    /**
     * A sentence with its places filled in.
     *
     * @param values what stands for {0}, {1} and so on
     * @throws IllegalArgumentException when there is no such sentence
     */
    String say(String key, Object... values) {
      String sentence = byKey.get(key);
      if (sentence == null) {
        throw new IllegalArgumentException("the form has no text " + key);
      }
      for (int i = 0; i < values.length; i++) {
        sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
      }
      return sentence;
    }
  }

  Words in(PageLanguage language) {
    return java.util.Objects.requireNonNull(byLanguage.get(language));
  }

  private static Words read(PageLanguage language) {
    String path = "/texts/review-form." + language.tag() + ".properties";
    try (InputStream file = FormTexts.class.getResourceAsStream(path)) {
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
