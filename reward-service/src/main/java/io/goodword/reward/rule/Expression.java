package io.goodword.reward.rule;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;

/**
 * A compiled expression; the same event always gives the same value. It cannot loop for long:
 * {@link RuleLanguage} bounds its cost when it is compiled and its iterations when it runs.
 */
final class Expression {

  /** What an expression gives. */
  enum Kind {
    /** True or false. */
    CONDITION("true or false"),
    /** A 64-bit whole number. */
    AMOUNT("a whole number"),
    /** A text. */
    TEXT("a text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in plain words. */
    String words() {
      return words;
    }
  }

  private final Program program;

  Expression(Program program) {
    this.program = program;
  }

  boolean holds(Map<String, Object> event) {
    return (Boolean) value(event);
  }

  long amount(Map<String, Object> event) {
    return (Long) value(event);
  }

  String text(Map<String, Object> event) {
    return (String) value(event);
  }

  /** Whatever goes wrong is a fault of the rule: it must not stop the topic. */
  private Object value(Map<String, Object> event) {
    try {
      return program.eval(Map.of(RuleLanguage.EVENT, event));
    } catch (CelEvaluationException e) {
      throw new RuleFault("rule-error", ExpressionWords.ofEvaluation(e));
    } catch (RuntimeException e) {
      throw new RuleFault("rule-error", "The expression failed: " + e.getMessage() + ".");
    }
  }
}
