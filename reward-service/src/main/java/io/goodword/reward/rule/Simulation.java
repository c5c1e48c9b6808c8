package io.goodword.reward.rule;

import io.goodword.reward.budget.LimitClaim;
import io.goodword.reward.budget.LimitTally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Tries a rule on what has happened, with the evaluation and the limit decision of the live path.
 * Counting begins at zero; budgets do not run out and nothing is refunded. Pure; one simulation for
 * one run.
 */
final class Simulation {

  /** Grants that are told one by one. */
  static final int TOLD = 200;

  private final RuleEvaluation rule;
  private final Function<Intended, List<LimitClaim>> budgetClaims;
  private final LimitTally tally = new LimitTally(Map.of());
  private final Map<String, Progress> progress = new HashMap<>();
  private final Map<String, Fact> waiting = new HashMap<>();
  private final Set<String> people = new HashSet<>();
  private final Map<CostKey, Sum> costs = new TreeMap<>();
  private final Map<DayKey, Sum> days = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, Errors> errors = new TreeMap<>();
  private final List<Grant> told = new ArrayList<>();
  private long events;
  private long matched;
  private long grants;

  /**
   * A simulation.
   *
   * @param budgetClaims what a grant needs from the limits of its budget
   */
  Simulation(RuleEvaluation rule, Function<Intended, List<LimitClaim>> budgetClaims) {
    this.rule = rule;
    this.budgetClaims = budgetClaims;
  }

  private record CostKey(String asset, String budget) implements Comparable<CostKey> {
    @Override
    public int compareTo(CostKey other) {
      int assets = asset.compareTo(other.asset);
      return assets == 0 ? budget.compareTo(other.budget) : assets;
    }
  }

  private record DayKey(LocalDate day, String asset) implements Comparable<DayKey> {
    @Override
    public int compareTo(DayKey other) {
      int days = day.compareTo(other.day);
      return days == 0 ? asset.compareTo(other.asset) : days;
    }
  }

  private record Sum(long grants, long amount) {
    Sum plus(Sum other) {
      // far beyond every budget a sum says no more than that
      long total = amount > Long.MAX_VALUE - other.amount ? Long.MAX_VALUE : amount + other.amount;
      return new Sum(grants + other.grants, total);
    }
  }

  private record Errors(String message, String eventId, long count) {
    Errors plus(Errors other) {
      return new Errors(message, eventId, count + other.count);
    }
  }

  /** What somebody would have got. */
  record Grant(
      String eventId,
      Instant occurredAt,
      String beneficiaryId,
      String role,
      String asset,
      long amount) {}

  /** What an asset of a budget would have cost. */
  record Cost(String asset, String budget, long grants, long amount) {}

  /** What a day of the rule's calendar would have cost. */
  record Day(LocalDate day, String asset, long grants, long amount) {}

  /** How often a limit would have refused something. */
  record Refused(String limit, long grants) {}

  /** How often something could not be decided, with the first event of it. */
  record Undecided(String code, String message, String eventId, long events) {}

  /**
   * What came out.
   *
   * @param events events that were looked at
   * @param matched events of the rule that fulfil its condition
   * @param people who would have got something
   * @param told the first 200 grants
   */
  record Result(
      long events,
      long matched,
      long grants,
      long people,
      List<Cost> costs,
      List<Day> days,
      List<Refused> refused,
      List<Undecided> errors,
      List<Grant> told) {}

  /** The next event, in the order of arrival. */
  void see(Fact fact) {
    events++;
    RuleEvaluation.Observed observed = rule.observe(fact);
    observed.faults().forEach(this::failed);
    for (RuleEvaluation.Sighting sighting : observed.sightings()) {
      if (sighting.requirement() == null) {
        matched++;
        waiting.put(fact.id(), fact);
      }
      Progress before = progress.getOrDefault(sighting.person(), Progress.NONE);
      RuleEvaluation.Decided decided =
          rule.decide(fact, sighting, before, id -> Optional.ofNullable(waiting.get(id)));
      if (rule.program().plan().countsOccurrences()) {
        progress.put(sighting.person(), decided.progress());
      }
      decided.faults().forEach(this::failed);
      decided.intended().forEach(this::give);
      if (decided.progress().waiting().stream().noneMatch(it -> it.eventId().equals(fact.id()))) {
        waiting.remove(fact.id());
      }
    }
  }

  Result result() {
    return new Result(
        events,
        matched,
        grants,
        people.size(),
        costs.entrySet().stream()
            .map(
                cost ->
                    new Cost(
                        cost.getKey().asset(),
                        cost.getKey().budget(),
                        cost.getValue().grants(),
                        cost.getValue().amount()))
            .toList(),
        days.entrySet().stream()
            .map(
                day ->
                    new Day(
                        day.getKey().day(),
                        day.getKey().asset(),
                        day.getValue().grants(),
                        day.getValue().amount()))
            .toList(),
        refused.entrySet().stream()
            .map(limit -> new Refused(limit.getKey(), limit.getValue()))
            .toList(),
        errors.entrySet().stream()
            .map(
                error ->
                    new Undecided(
                        error.getKey(),
                        error.getValue().message(),
                        error.getValue().eventId(),
                        error.getValue().count()))
            .toList(),
        List.copyOf(told));
  }

  private void give(Intended intended) {
    var claims = new ArrayList<>(intended.claims());
    claims.addAll(budgetClaims.apply(intended));
    Optional<LimitClaim> beyond = tally.take(claims);
    if (beyond.isPresent()) {
      refused.merge(beyond.get().key().limitId(), 1L, Long::sum);
      return;
    }
    grants++;
    people.add(intended.beneficiaryId());
    var sum = new Sum(1, intended.amount());
    costs.merge(new CostKey(intended.asset(), intended.budget()), sum, Sum::plus);
    LocalDate day = intended.fact().occurredAt().atZone(intended.zone()).toLocalDate();
    days.merge(new DayKey(day, intended.asset()), sum, Sum::plus);
    if (told.size() < TOLD) {
      told.add(
          new Grant(
              intended.fact().id(),
              intended.fact().occurredAt(),
              intended.beneficiaryId(),
              intended.role(),
              intended.asset(),
              intended.amount()));
    }
  }

  private void failed(Fault fault) {
    errors.merge(fault.code(), new Errors(fault.message(), fault.eventId(), 1), Errors::plus);
  }
}
