package io.goodword.reward.rule;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.budget.LimitPlan;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a draft, or says all that is wrong with it. Pure. */
final class RuleDrafts {

  private static final Set<String> ROLES =
      Set.of("customer", "advocate", "friend", "reviewer", "staff");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
  private static final Duration LONGEST_HOLDING = Duration.ofDays(366);
  private static final int LONGEST_NAME = 100;
  private static final int MOST_LINES = 10;
  private static final int MOST_REQUIREMENTS = 10;
  private static final int MOST_STEPS = 50;

  private final RuleDraft draft;
  private final Predicate<String> knownAsset;
  private final List<Problem.Violation> found = new ArrayList<>();

  private RuleDrafts(RuleDraft draft, Predicate<String> knownAsset) {
    this.draft = draft;
    this.knownAsset = knownAsset;
  }

  /**
   * Checks a draft.
   *
   * @param knownAsset whether there is an asset of a code
   * @throws Problem 422 that names every field with its rule; for an expression also line and
   *     column
   */
  static RuleProgram accept(RuleDraft draft, Predicate<String> knownAsset) {
    return new RuleDrafts(draft, knownAsset).program();
  }

  private RuleProgram program() {
    RulePlan plan =
        new RulePlan(
            text("name", draft.name(), LONGEST_NAME),
            eventType("eventType", draft.eventType()),
            draft.when() == null ? "true" : draft.when(),
            zone(),
            draft.person(),
            draft.measure(),
            requirements(),
            lines(),
            limits());
    if (found.isEmpty()) {
      RuleProgram.Compiled compiled = RuleProgram.compile(plan);
      if (compiled instanceof RuleProgram.Compiled.Good good) {
        return good.program();
      }
      if (compiled instanceof RuleProgram.Compiled.Refused refused) {
        refused.issues().forEach(issue -> add(issue.field(), issue.rule(), issue.text()));
      }
    }
    Problem problem =
        Problem.of(
            422, "invalid-request", "The request breaks a rule", "See violations for each field.");
    found.forEach(broken -> problem.with(broken.field(), broken.rule(), broken.value()));
    throw problem;
  }

  private List<RulePlan.Requirement> requirements() {
    List<RuleDraft.Requirement> given = draft.requires() == null ? List.of() : draft.requires();
    if (given.size() > MOST_REQUIREMENTS) {
      add("requires", "must have at most " + MOST_REQUIREMENTS + " requirements", given.size());
      return List.of();
    }
    var names = new HashSet<String>();
    var requirements = new ArrayList<RulePlan.Requirement>();
    for (int i = 0; i < given.size(); i++) {
      String field = "requires[" + i + "]";
      RuleDraft.Requirement requirement = given.get(i);
      String name = requirement.name() == null ? "" : requirement.name();
      if (!NAME.matcher(name).matches()) {
        add(field + ".name", "must be 1 to 30 of a-z 0-9 -, a letter first", requirement.name());
      } else if (!names.add(name)) {
        add(field + ".name", "repeats the name of another", name);
      }
      requirements.add(
          new RulePlan.Requirement(
              name,
              eventType(field + ".eventType", requirement.eventType()),
              requirement.when() == null ? "true" : requirement.when(),
              text(field + ".person", requirement.person(), RuleLanguage.LONGEST)));
    }
    return requirements;
  }

  private List<RulePlan.Line> lines() {
    List<RuleDraft.Line> given = draft.grants() == null ? List.of() : draft.grants();
    if (given.isEmpty() || given.size() > MOST_LINES) {
      add("grants", "must have 1 to " + MOST_LINES + " grants", given.size());
      return List.of();
    }
    var legs = new HashSet<String>();
    var lines = new ArrayList<RulePlan.Line>();
    for (int i = 0; i < given.size(); i++) {
      String field = "grants[" + i + "]";
      RulePlan.Line line = line(field, given.get(i));
      if (!legs.add(line.leg())) {
        add(field, "repeats role and asset of another", line.leg());
      }
      lines.add(line);
    }
    return lines;
  }

  private RulePlan.Line line(String field, RuleDraft.Line line) {
    String role = line.role() == null ? "" : line.role();
    if (!ROLES.contains(role)) {
      add(field + ".role", "must be one of " + ROLES.stream().sorted().toList(), line.role());
    }
    List<RulePlan.Step> steps = steps(field + ".steps", line.steps());
    List<RulePlan.Step> thresholds = steps(field + ".thresholds", line.thresholds());
    int ways =
        (line.amount() == null ? 0 : 1)
            + (steps.isEmpty() ? 0 : 1)
            + (thresholds.isEmpty() ? 0 : 1);
    if (ways != 1) {
      add(field, "must have exactly one of amount, steps and thresholds", null);
    }
    if (!thresholds.isEmpty() && draft.measure() == null) {
      add("measure", "is required where a grant has thresholds", null);
    }
    String budget = text(field + ".budget", line.budget(), LONGEST_NAME);
    return new RulePlan.Line(
        role,
        text(field + ".beneficiary", line.beneficiary(), RuleLanguage.LONGEST),
        asset(field + ".asset", line.asset()),
        line.amount(),
        steps,
        thresholds,
        holding(field + ".holdingPeriod", line.holdingPeriod()),
        budget);
  }

  private List<RulePlan.Step> steps(String field, @Nullable List<RuleDraft.Step> given) {
    if (given == null) {
      return List.of();
    }
    if (given.isEmpty() || given.size() > MOST_STEPS) {
      add(field, "must have 1 to " + MOST_STEPS + " steps", given.size());
      return List.of();
    }
    var steps = new ArrayList<RulePlan.Step>();
    long last = 0;
    for (int i = 0; i < given.size(); i++) {
      long at = inRange(field + "[" + i + "].at", given.get(i).at());
      long amount = inRange(field + "[" + i + "].amount", given.get(i).amount());
      if (at > 0 && at <= last) {
        add(field + "[" + i + "].at", "must be more than that of the step before", at);
      }
      last = Math.max(last, at);
      steps.add(new RulePlan.Step(at, amount));
    }
    return steps;
  }

  private long inRange(String field, @Nullable Long value) {
    if (value == null || value < 1 || value > Leg.MAX_AMOUNT) {
      add(field, "must be 1 to 10^15", value);
      return 0;
    }
    return value;
  }

  private LimitPlan limits() {
    LimitPlan limits = draft.limits() == null ? LimitPlan.NONE : draft.limits();
    limits.outOfRange().forEach((name, max) -> add("limits." + name, "must be 1 to 10^15", max));
    return limits;
  }

  private String asset(String field, @Nullable String asset) {
    if (asset == null) {
      add(field, "is required", null);
      return "";
    }
    try {
      AccountRef.issuance(asset);
    } catch (Problem malformed) {
      add(field, "must be an asset code such as POINTS", asset);
      return asset;
    }
    if (!knownAsset.test(asset)) {
      add(field, "is not an asset that is defined", asset);
    }
    return asset;
  }

  private Duration holding(String field, @Nullable String text) {
    Optional<Duration> holding = duration(text == null ? "PT0S" : text);
    if (holding.isEmpty()
        || holding.get().isNegative()
        || holding.get().compareTo(LONGEST_HOLDING) > 0) {
      add(field, "must be a duration of PT0S to P366D", text);
      return Duration.ZERO;
    }
    return holding.get();
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private String zone() {
    String zone = draft.zone() == null ? "" : draft.zone();
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      add("zone", "must be a time zone such as Asia/Shanghai", draft.zone());
      return "UTC";
    }
    return zone;
  }

  private String eventType(String field, @Nullable String type) {
    if (type == null || EventShape.of(type).isEmpty()) {
      add(field, "must be one of " + String.join(", ", EventShape.eventTypes()), type);
      return "";
    }
    return type;
  }

  private String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      add(field, "is required", value);
      return "";
    }
    if (value.length() > longest) {
      add(field, "must have at most " + longest + " characters", value);
      return "";
    }
    return value;
  }

  private void add(String field, String rule, @Nullable Object value) {
    found.add(new Problem.Violation(field, rule, value == null ? null : value.toString()));
  }
}
