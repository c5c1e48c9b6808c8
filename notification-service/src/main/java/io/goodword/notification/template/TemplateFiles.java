package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import io.goodword.notification.consent.Purpose;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the templates that are packaged with the service. */
final class TemplateFiles {

  private static final String FOLDER = "/messages/";

  private TemplateFiles() {}

  /** All templates by name. */
  static Map<String, MessageTemplate> load() {
    Properties declared = read("templates.properties").orElseThrow();
    Map<String, MessageTemplate> templates = new TreeMap<>();
    for (String key : declared.stringPropertyNames()) {
      if (key.endsWith(".purpose")) {
        String name = key.substring(0, key.length() - ".purpose".length());
        templates.put(name, template(name, declared));
      }
    }
    return Map.copyOf(templates);
  }

  /** Words around every e-mail, by language tag. */
  static Properties frame() {
    return read("frame.properties").orElseThrow();
  }

  private static MessageTemplate template(String name, Properties declared) {
    Purpose purpose = Purpose.of(declared.getProperty(name + ".purpose")).orElseThrow();
    List<Variable> variables =
        Arrays.stream(declared.getProperty(name + ".variables", "").split(","))
            .filter(declaration -> !declaration.isBlank())
            .map(Variable::parse)
            .toList();
    Map<PageLanguage, Wording> wordings = new EnumMap<>(PageLanguage.class);
    for (PageLanguage language : PageLanguage.values()) {
      read(name + "." + language.tag() + ".properties")
          .ifPresent(parts -> wordings.put(language, Wording.of(name, language, parts)));
    }
    return new MessageTemplate(name, purpose, variables, wordings);
  }

  private static Optional<Properties> read(String file) {
    try (var stream = TemplateFiles.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return Optional.of(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
