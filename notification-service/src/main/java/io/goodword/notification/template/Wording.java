package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A template in one language. A line that speaks of a variable without a value is left out.
 *
 * @param subject subject of the e-mail
 * @param heading its first line
 * @param text its paragraphs
 * @param button words of the link, null where there is no link
 * @param sms sentences of the SMS
 */
record Wording(
    PageLanguage language,
    Phrase subject,
    Phrase heading,
    List<Phrase> text,
    @Nullable Phrase button,
    List<Phrase> sms) {

  /**
   * Reads a wording.
   *
   * @throws IllegalArgumentException when a part is missing
   */
  static Wording of(String name, PageLanguage language, Properties parts) {
    String button = parts.getProperty("button");
    return new Wording(
        language,
        new Phrase(part(name, language, parts, "subject")),
        new Phrase(part(name, language, parts, "heading")),
        Phrase.lines(part(name, language, parts, "text")),
        button == null ? null : new Phrase(button),
        Phrase.lines(part(name, language, parts, "sms")));
  }

  Stream<Phrase> phrases() {
    Stream<Phrase> fixed =
        button == null ? Stream.of(subject, heading) : Stream.of(subject, heading, button);
    return Stream.concat(fixed, Stream.concat(text.stream(), sms.stream()));
  }

  /** The SMS; Chinese sentences need no blank between them. */
  String sms(Map<String, String> values) {
    String between = language == PageLanguage.EN ? " " : "";
    return String.join(between, filled(sms, values));
  }

  List<String> paragraphs(Map<String, String> values) {
    return filled(text, values);
  }

  private static List<String> filled(List<Phrase> phrases, Map<String, String> values) {
    return phrases.stream().flatMap(phrase -> phrase.fill(values).stream()).toList();
  }

  private static String part(String name, PageLanguage language, Properties parts, String part) {
    String value = parts.getProperty(part);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "template " + name + " in " + language.tag() + " has no " + part);
    }
    return value;
  }
}
