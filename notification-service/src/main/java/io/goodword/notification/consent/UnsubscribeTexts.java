package io.goodword.notification.consent;

import io.goodword.kit.page.PageLanguage;
import io.goodword.notification.consent.UnsubscribeLinks.Wish;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Words of the unsubscribe page in each language. */
@Singleton
class UnsubscribeTexts {

  private static final String RESOURCE = "/messages/unsubscribe.properties";

  private final Properties words = new Properties();

  UnsubscribeTexts() {
    try (var stream = UnsubscribeTexts.class.getResourceAsStream(RESOURCE)) {
      words.load(
          new InputStreamReader(Objects.requireNonNull(stream, RESOURCE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Title, explanation and button of one view; the message kind is filled in where one is known.
   */
  Map<String, String> page(PageLanguage language, String view, @Nullable Wish wish) {
    String kind =
        wish == null
            ? ""
            : word(language, "channel." + wish.channel().code())
                .replace("{purpose}", word(language, "purpose." + wish.purpose().code()));
    Map<String, String> page = new HashMap<>();
    page.put("title", word(language, view + ".title"));
    page.put("text", word(language, view + ".text").replace("{kind}", kind));
    page.put("button", word(language, "ask.button"));
    return page;
  }

  private String word(PageLanguage language, String key) {
    return Objects.requireNonNull(words.getProperty(language.tag() + "." + key), key);
  }
}
