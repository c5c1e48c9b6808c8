package io.goodword.reward.ledger;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula
 * gets an apostrophe in front; numbers stay numbers.
 */
final class Csv {

  private static final String FORMULA = "=+-@";

  private Csv() {}

  /** A line with its end; a cell is a Number, any other value as text, or null. */
  static String line(List<@Nullable Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      default -> text(value.toString());
    };
  }

  private static String text(String value) {
    String shown = value.stripLeading();
    boolean formula = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
