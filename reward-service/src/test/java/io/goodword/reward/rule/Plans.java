package io.goodword.reward.rule;

import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.reward.budget.LimitPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules and facts of pure tests; what a test does not name is a rule of ten points an order. */
final class Plans {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private String when = "true";
  private @Nullable String person;
  private @Nullable String measure;
  private @Nullable String amount = "10";
  private String beneficiary = "event.customerId";
  private List<RuleDraft.Step> steps = List.of();
  private List<RuleDraft.Step> thresholds = List.of();
  private final List<RuleDraft.Requirement> requires = new ArrayList<>();
  private LimitPlan limits = LimitPlan.NONE;

  static Plans aRule() {
    return new Plans();
  }

  Plans when(String text) {
    when = text;
    return this;
  }

  Plans paying(String text) {
    amount = text;
    return this;
  }

  Plans to(String text) {
    beneficiary = text;
    return this;
  }

  Plans countedFor(String text) {
    person = text;
    return this;
  }

  Plans measuring(String text) {
    measure = text;
    return this;
  }

  Plans atSteps(long... pairs) {
    amount = null;
    steps = steps(pairs);
    return this;
  }

  Plans atThresholds(long... pairs) {
    amount = null;
    thresholds = steps(pairs);
    measure = measure == null ? "event.amount.amount" : measure;
    return this;
  }

  /** Requires that the customer has registered. */
  Plans afterRegistration() {
    requires.add(
        new RuleDraft.Requirement("registered", CustomerRegistered.TYPE, null, "event.customerId"));
    return this;
  }

  Plans within(LimitPlan plan) {
    limits = plan;
    return this;
  }

  RuleDraft draft() {
    return new RuleDraft(
        null,
        "Ten points an order",
        OrderPaid.TYPE,
        when,
        "Asia/Shanghai",
        person,
        measure,
        requires,
        List.of(
            new RuleDraft.Line(
                "customer",
                beneficiary,
                "POINTS",
                amount,
                steps.isEmpty() ? null : steps,
                thresholds.isEmpty() ? null : thresholds,
                null,
                "campaign-1")),
        limits);
  }

  RuleProgram program() {
    return RuleDrafts.accept(draft(), "POINTS"::equals);
  }

  RuleEvaluation evaluation() {
    return new RuleEvaluation("rule-1", 3, program());
  }

  static Fact paid(String id, String customer, long amount) {
    return paid(id, customer, amount, NOON);
  }

  static Fact paid(String id, String customer, long amount, Instant at) {
    var values = new HashMap<String, Object>();
    values.put("orderId", "order-" + id);
    values.put("customerId", customer);
    values.put("occurredAt", at);
    values.put("amount", Map.of("amount", amount, "currency", "CNY"));
    return new Fact(id, OrderPaid.TYPE, at, customer, values);
  }

  static Fact registered(String id, String customer) {
    return new Fact(
        id,
        CustomerRegistered.TYPE,
        NOON,
        customer,
        Map.of("customerId", customer, "occurredAt", NOON));
  }

  private static List<RuleDraft.Step> steps(long... pairs) {
    var steps = new ArrayList<RuleDraft.Step>();
    for (int i = 0; i < pairs.length; i += 2) {
      steps.add(new RuleDraft.Step(pairs[i], pairs[i + 1]));
    }
    return steps;
  }
}
