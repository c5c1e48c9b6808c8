package io.goodword.contracts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a record and its fields mean, as their Javadoc says. */
final class Meanings {

  private static final Pattern JAVADOC =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record", Pattern.DOTALL);

  private Meanings() {}

  /** Field name to meaning; the empty name is the record itself. */
  static Map<String, String> of(Class<? extends Record> type) {
    Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    Matcher matcher = JAVADOC.matcher(Committed.read(source));
    if (!matcher.find()) {
      throw new AssertionError(type + " has no Javadoc");
    }
    String text = matcher.group(1).replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", " ").strip();
    Map<String, String> meanings = new LinkedHashMap<>();
    String[] parts = text.split(" ?@param ");
    meanings.put("", parts[0]);
    for (int i = 1; i < parts.length; i++) {
      int space = parts[i].indexOf(' ');
      meanings.put(parts[i].substring(0, space), parts[i].substring(space + 1));
    }
    return meanings;
  }
}
