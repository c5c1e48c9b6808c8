package io.goodword.referral.campaign;

import io.goodword.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every broken rule of a draft, so that a marketer learns all of them at once. */
final class Findings {

  private final List<Problem.Violation> violations = new ArrayList<>();

  void add(String field, String rule, @Nullable Object value) {
    violations.add(new Problem.Violation(field, rule, value == null ? null : value.toString()));
  }

  /** A text of 1 to so many characters; empty after a finding. */
  String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      add(field, "is required", value);
      return "";
    }
    if (value.length() > longest) {
      add(field, "must have at most " + longest + " characters", value);
      return "";
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
      add(field, "must have no control characters", value);
      return "";
    }
    return value.strip();
  }

  /** A value that must be there; the substitute after a finding. */
  <T> T present(String field, @Nullable T value, T substitute) {
    if (value == null) {
      add(field, "is required", null);
      return substitute;
    }
    return value;
  }

  /** Throws when there is anything to tell. */
  void settle() {
    if (violations.isEmpty()) {
      return;
    }
    Problem problem =
        Problem.of(
            422, "invalid-request", "The request breaks a rule", "See violations for each field.");
    violations.forEach(broken -> problem.with(broken.field(), broken.rule(), broken.value()));
    throw problem;
  }
}
