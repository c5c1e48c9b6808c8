package io.goodword.reward.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan with its expressions compiled; the same event always gives the same decision. Pure. */
final class RuleProgram {

  private final RulePlan plan;
  private final Expression when;
  private final Expression person;
  private final @Nullable Expression measure;
  private final List<Requirement> requires;
  private final List<Line> lines;

  private RuleProgram(RulePlan plan, Map<String, Expression> compiled) {
    this.plan = plan;
    this.when = expression(compiled, "when");
    this.person = expression(compiled, plan.person() == null ? "grants[0].beneficiary" : "person");
    this.measure = compiled.get("measure");
    this.requires = new ArrayList<>();
    for (int i = 0; i < plan.requires().size(); i++) {
      String field = "requires[" + i + "]";
      requires.add(
          new Requirement(
              plan.requires().get(i),
              expression(compiled, field + ".when"),
              expression(compiled, field + ".person")));
    }
    this.lines = new ArrayList<>();
    for (int i = 0; i < plan.grants().size(); i++) {
      String field = "grants[" + i + "]";
      lines.add(
          new Line(
              plan.grants().get(i),
              expression(compiled, field + ".beneficiary"),
              compiled.get(field + ".amount")));
    }
  }

  /** A requirement with its expressions. */
  record Requirement(RulePlan.Requirement plan, Expression when, Expression person) {}

  /** A line with its expressions; no amount where steps or thresholds say how much. */
  record Line(RulePlan.Line plan, Expression beneficiary, @Nullable Expression amount) {}

  /** What became of a plan. */
  sealed interface Compiled {
    /** All of its expressions are good. */
    record Good(RuleProgram program) implements Compiled {}

    /** Some are not. */
    record Refused(List<FieldIssue> issues) implements Compiled {}
  }

  /**
   * A fault in an expression.
   *
   * @param field path of the expression in the rule
   * @param rule line, column and what is wrong there
   * @param text the expression
   */
  record FieldIssue(String field, String rule, String text) {}

  /** Compiles every expression of a plan. */
  static Compiled compile(RulePlan plan) {
    var work = new Compilation();
    work.add(plan.eventType(), "when", plan.when(), Expression.Kind.CONDITION);
    if (plan.person() != null) {
      work.add(plan.eventType(), "person", plan.person(), Expression.Kind.TEXT);
    }
    if (plan.measure() != null) {
      work.add(plan.eventType(), "measure", plan.measure(), Expression.Kind.AMOUNT);
    }
    for (int i = 0; i < plan.requires().size(); i++) {
      String field = "requires[" + i + "]";
      RulePlan.Requirement requirement = plan.requires().get(i);
      String type = requirement.eventType();
      work.add(type, field + ".when", requirement.when(), Expression.Kind.CONDITION);
      work.add(type, field + ".person", requirement.person(), Expression.Kind.TEXT);
    }
    for (int i = 0; i < plan.grants().size(); i++) {
      String field = "grants[" + i + "]";
      RulePlan.Line line = plan.grants().get(i);
      work.add(plan.eventType(), field + ".beneficiary", line.beneficiary(), Expression.Kind.TEXT);
      if (line.amount() != null) {
        work.add(plan.eventType(), field + ".amount", line.amount(), Expression.Kind.AMOUNT);
      }
    }
    return work.issues.isEmpty()
        ? new Compiled.Good(new RuleProgram(plan, work.compiled))
        : new Compiled.Refused(work.issues);
  }

  /**
   * Compiles a plan that was checked when it was written.
   *
   * @throws IllegalStateException when it no longer compiles
   */
  static RuleProgram of(RulePlan plan) {
    return switch (compile(plan)) {
      case Compiled.Good good -> good.program();
      case Compiled.Refused refused ->
          throw new IllegalStateException("a stored rule does not compile: " + refused.issues());
    };
  }

  RulePlan plan() {
    return plan;
  }

  Expression when() {
    return when;
  }

  Expression person() {
    return person;
  }

  Optional<Expression> measure() {
    return Optional.ofNullable(measure);
  }

  List<Requirement> requires() {
    return List.copyOf(requires);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Names of what else must have happened. */
  Set<String> required() {
    return requires.stream().map(one -> one.plan().name()).collect(Collectors.toSet());
  }

  private static Expression expression(Map<String, Expression> compiled, String field) {
    return Objects.requireNonNull(compiled.get(field), field);
  }

  /** Good expressions by their field, and what is wrong with the others. */
  private static final class Compilation {
    private final Map<String, Expression> compiled = new HashMap<>();
    private final List<FieldIssue> issues = new ArrayList<>();

    void add(String eventType, String field, String text, Expression.Kind kind) {
      RuleLanguage language =
          RuleLanguage.of(eventType)
              .orElseThrow(() -> new IllegalStateException(eventType + " cannot be rewarded"));
      switch (language.compile(text, kind)) {
        case RuleLanguage.Compiled.Good good -> compiled.put(field, good.expression());
        case RuleLanguage.Compiled.Refused refused ->
            refused
                .issues()
                .forEach(
                    issue ->
                        issues.add(
                            new FieldIssue(
                                field,
                                "line %d, column %d: %s"
                                    .formatted(issue.line(), issue.column(), issue.message()),
                                text)));
      }
    }
  }
}
