package io.goodword.notification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A piece of wording with {@code {variables}} in it; nothing else in it is special. */
record Phrase(String text) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

  /** Splits wording into its lines. */
  static List<Phrase> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(Phrase::new).toList();
  }

  Set<String> variables() {
    return VARIABLE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fills the variables in; empty when one of them has no value. Values are not read again. */
  Optional<String> fill(Map<String, String> values) {
    if (!values.keySet().containsAll(variables())) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      parts.add(text.substring(from, matcher.start()));
      parts.add(values.getOrDefault(matcher.group(1), ""));
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return Optional.of(String.join("", parts));
  }
}
