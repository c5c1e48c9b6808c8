package io.goodword.reward.rule;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what is wrong with an expression. Pure. */
final class ExpressionWords {

  private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']*)'");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern MISMATCH =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "int", "a whole number",
          "bool", "true or false",
          "string", "a text",
          "double", "a fraction",
          "uint", "an unsigned number",
          "google.protobuf.Timestamp", "an instant",
          "google.protobuf.Duration", "a duration",
          "list", "a list",
          "null_type", "null");

  private ExpressionWords() {}

  /** What the compiler found. */
  static String of(CelIssue issue, EventShape shape) {
    String raw = issue.getMessage();
    Matcher undefined = UNDEFINED.matcher(raw);
    if (undefined.matches()) {
      return "there is no field %s; the event has %s"
          .formatted(undefined.group(1), fields(shape.paths()));
    }
    Matcher undeclared = UNDECLARED.matcher(raw);
    if (undeclared.matches()) {
      return "%s is not known here; a rule sees event with its fields %s"
          .formatted(undeclared.group(1), fields(shape.paths()));
    }
    Matcher mismatch = MISMATCH.matcher(raw);
    if (mismatch.matches()) {
      return "%s does not fit %s".formatted(operator(mismatch.group(1)), types(mismatch.group(2)));
    }
    if (raw.contains("<EOF>") && raw.contains("mismatched")) {
      return "the expression ends too early";
    }
    if (raw.contains("mismatched input")
        || raw.contains("extraneous input")
        || raw.contains("token recognition")
        || raw.contains("no viable alternative")) {
      return "something here does not belong into an expression";
    }
    return raw.lines().findFirst().orElse("cannot be read");
  }

  /** What went wrong with an event. */
  static String ofEvaluation(CelEvaluationException failure) {
    CelErrorCode code = failure.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND ->
          "A field is absent in this event; ask has(event.field) before using it.";
      case INDEX_OUT_OF_BOUNDS -> "A list is shorter than the expression expects.";
      case DIVIDE_BY_ZERO -> "A number was divided by zero.";
      case NUMERIC_OVERFLOW -> "A number left the range of 64 bits.";
      case ITERATION_BUDGET_EXCEEDED -> "The expression took too many steps.";
      default -> "The expression failed: " + failure.getMessage() + ".";
    };
  }

  /** A type in plain words. */
  static String type(String name) {
    String plain = name.replaceFirst("^event\\.", "");
    return TYPES.getOrDefault(plain, plain);
  }

  private static String types(String applied) {
    String inner = applied.replaceAll("^[^(]*\\(|\\)$", "");
    List<String> types =
        List.of(inner.split(", ")).stream().map(ExpressionWords::type).distinct().toList();
    return String.join(" and ", types);
  }

  private static String operator(String function) {
    return function.replaceAll("_|@", "");
  }

  private static String fields(List<String> paths) {
    return String.join(", ", paths);
  }
}
