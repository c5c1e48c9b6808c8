package io.goodword.reward.rule;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.budget.BudgetLimits;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.ledger.AccountRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries a version of a rule on what has happened; a draft may be activated afterwards. */
@ApplicationScoped
public class RuleSimulation {

  /** Events of the longest simulation. */
  static final int MOST_EVENTS = 100_000;

  private static final int USUAL_EVENTS = 10_000;
  private static final int PAGE = 1_000;

  private final RewardRules rules;
  private final EventFacts facts;
  private final Budgets budgets;
  private final BudgetLimits limits;

  RuleSimulation(RewardRules rules, EventFacts facts, Budgets budgets, BudgetLimits limits) {
    this.rules = rules;
    this.facts = facts;
    this.budgets = budgets;
    this.limits = limits;
  }

  /**
   * What is tried.
   *
   * @param version version of the rule, the latest when absent
   * @param from first instant of the period
   * @param to first instant after the period
   * @param limit events that are looked at, 1 to 100,000, 10,000 when absent
   */
  record Period(
      @Nullable Integer version,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Integer limit) {}

  /**
   * What an asset of a budget would have cost.
   *
   * @param available what the budget has now
   */
  record Cost(String asset, String budget, long grants, long amount, long available) {}

  /**
   * What would have been given.
   *
   * @param hash fingerprint of the version, which an activation must name
   * @param complete false when the limit ended it before the period did
   * @param events events that were looked at
   * @param matched events of the rule that fulfil its condition
   * @param people who would have got something
   * @param refused limits that would have refused something
   * @param errors what could not be decided
   * @param items the first 200 grants
   */
  record Report(
      String ruleId,
      int version,
      String hash,
      Instant from,
      Instant to,
      boolean complete,
      long events,
      long matched,
      long grants,
      long people,
      List<Cost> costs,
      List<Simulation.Day> days,
      List<Simulation.Refused> refused,
      List<Simulation.Undecided> errors,
      List<Simulation.Grant> items) {}

  /**
   * Tries a version on the events of a period, in the order in which they came. Nothing is given.
   *
   * @throws Problem 404, 422 for a period that is none
   */
  Report simulate(String ruleId, Period period) {
    Instant from = period.from();
    Instant to = period.to();
    if (from == null) {
      throw Problem.invalid("from", "is required", null);
    }
    if (to == null || !to.isAfter(from)) {
      throw Problem.invalid("to", "must be after from", to);
    }
    int limit = period.limit() == null ? USUAL_EVENTS : period.limit();
    if (limit < 1 || limit > MOST_EVENTS) {
      throw Problem.invalid("limit", "must be 1 to 100000", limit);
    }
    RuleVersion version = rules.version(ruleId, period.version());
    var rule = new RuleEvaluation(ruleId, version.version(), RuleProgram.of(version.plan()));
    Map<AccountRef, BudgetLimits.Limits> ofBudgets =
        limits.of(
            version.plan().grants().stream()
                .map(line -> AccountRef.budget(line.budget(), line.asset()))
                .distinct()
                .toList());
    var simulation =
        new Simulation(
            rule,
            intended ->
                Optional.ofNullable(
                        ofBudgets.get(AccountRef.budget(intended.budget(), intended.asset())))
                    .map(
                        of ->
                            of.claims(
                                intended.beneficiaryId(),
                                intended.fact().occurredAt(),
                                intended.amount()))
                    .orElse(List.of()));
    boolean complete = replay(version.plan().eventTypes(), from, to, limit, simulation);
    RuleVersion tried = rules.simulated(ruleId, version.version());
    return report(tried, from, to, complete, simulation.result());
  }

  private boolean replay(
      List<String> types, Instant from, Instant to, int limit, Simulation simulation) {
    Optional<EventFacts.Span> span = facts.span(types, from, to);
    if (span.isEmpty()) {
      return true;
    }
    long last = 0;
    int left = limit;
    while (true) {
      List<EventFacts.Arrived> page =
          facts.after(last, span.get(), types, from, to, Math.min(PAGE, left + 1));
      for (EventFacts.Arrived arrived : page) {
        if (left == 0) {
          return false;
        }
        simulation.see(arrived.fact());
        left--;
        last = arrived.seq();
      }
      if (page.isEmpty()) {
        return true;
      }
    }
  }

  private Report report(
      RuleVersion version, Instant from, Instant to, boolean complete, Simulation.Result result) {
    return new Report(
        version.ruleId(),
        version.version(),
        version.hash(),
        from,
        to,
        complete,
        result.events(),
        result.matched(),
        result.grants(),
        result.people(),
        result.costs().stream()
            .map(
                cost ->
                    new Cost(
                        cost.asset(),
                        cost.budget(),
                        cost.grants(),
                        cost.amount(),
                        budgets.available(cost.budget(), cost.asset())))
            .toList(),
        result.days(),
        result.refused(),
        result.errors(),
        result.told());
  }
}
