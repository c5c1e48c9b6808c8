package io.goodword.reward.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-03")
class RuleDraftsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD =
      """
      {"name": "Orders", "eventType": "io.goodword.commerce.order.paid.v1", "zone": "Asia/Shanghai",
       "when": "event.amount.amount > 100", "person": "event.customerId", "measure": "event.amount.amount",
       "requires": [{"name": "registered", "eventType": "io.goodword.commerce.customer.registered.v1",
                     "person": "event.customerId"}],
       "grants": [{"role": "customer", "beneficiary": "event.customerId", "asset": "POINTS", "amount": 100,
                   "holdingPeriod": "P14D", "budget": "campaign-1"},
                  {"role": "customer", "beneficiary": "event.customerId", "asset": "COUPON:TEA",
                   "steps": [{"at": 1, "amount": 1}, {"at": 3, "amount": 2}], "budget": "campaign-1"}],
       "limits": {"perPerson": 5, "perDay": 1000}}
      """;

  @Test
  void shouldAcceptAGoodDraft() throws Exception {
    RulePlan plan = accept(GOOD).plan();

    assertThat(plan.grants().getFirst().amount()).isEqualTo("100");
    assertThat(plan.grants().getFirst().holdingPeriod()).isEqualTo(Duration.ofDays(14));
    assertThat(plan.grants().getLast().holdingPeriod()).isEqualTo(Duration.ZERO);
    assertThat(plan.grants().getLast().leg()).isEqualTo("customer.COUPON:TEA");
    assertThat(plan.requires().getFirst().when()).isEqualTo("true");
    assertThat(plan.countsOccurrences()).isTrue();
    assertThat(plan.limits().perDay()).isEqualTo(1_000);
    assertThat(plan.eventTypes())
        .containsExactly(
            "io.goodword.commerce.order.paid.v1", "io.goodword.commerce.customer.registered.v1");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/name | null | name | is required",
        "/name | \" \" | name | is required",
        "/eventType | null | eventType | must be one of io.goodword.commerce.customer.registered.v1,",
        "/eventType | \"io.goodword.reward.grant.made.v1\" | eventType | must be one of",
        "/eventType | \"io.goodword.referral.share.intended.v1\" | eventType | must be one of",
        "/zone | \"Mars/Olympus\" | zone | must be a time zone such as Asia/Shanghai",
        "/zone | null | zone | must be a time zone",
        "/grants | [] | grants | must have 1 to 10 grants",
        "/grants | null | grants | must have 1 to 10 grants",
        "/grants/0/role | \"uncle\" | grants[0].role | must be one of [advocate,",
        "/grants/0/beneficiary | null | grants[0].beneficiary | is required",
        "/grants/0/asset | \"points and more\" | grants[0].asset | must be an asset code",
        "/grants/0/asset | \"NOWHERE\" | grants[0].asset | is not an asset that is defined",
        "/grants/0/asset | null | grants[0].asset | is required",
        "/grants/0/amount | null | grants[0] | must have exactly one of amount, steps and thresholds",
        "/grants/1/amount | 5 | grants[1] | must have exactly one of amount, steps and thresholds",
        "/grants/0/holdingPeriod | \"-PT1S\" | grants[0].holdingPeriod | must be a duration of PT0S to P366D",
        "/grants/0/holdingPeriod | \"P367D\" | grants[0].holdingPeriod | must be a duration of PT0S to P366D",
        "/grants/0/holdingPeriod | \"soon\" | grants[0].holdingPeriod | must be a duration",
        "/grants/0/budget | \"\" | grants[0].budget | is required",
        "/grants/1/asset | \"POINTS\" | grants[1] | repeats role and asset of another",
        "/grants/1/steps | [] | grants[1].steps | must have 1 to 50 steps",
        "/grants/1/steps/1/at | 1 | grants[1].steps[1].at | must be more than that of the step before",
        "/grants/1/steps/0/at | 0 | grants[1].steps[0].at | must be 1 to 10^15",
        "/grants/1/steps/0/amount | -1 | grants[1].steps[0].amount | must be 1 to 10^15",
        "/grants/1/steps/0/amount | 1000000000000001 | grants[1].steps[0].amount | must be 1 to 10^15",
        "/requires/0/name | \"Has Registered\" | requires[0].name | must be 1 to 30 of a-z",
        "/requires/0/eventType | \"x\" | requires[0].eventType | must be one of",
        "/requires/0/person | null | requires[0].person | is required",
        "/limits/perDay | 0 | limits.perDay | must be 1 to 10^15",
        "/when | \"event.colour == 'red'\" | when | line 1, column 6: there is no field colour",
        "/when | \"event.amount.amount\" | when | line 1, column 1: gives a whole number",
        "/person | \"event.amount.amount\" | person | line 1, column 1: gives a whole number, it must give a text",
        "/measure | \"event.customerId\" | measure | line 1, column 1: gives a text, it must give a whole number",
        "/requires/0/when | \"event.orderId == 'x'\" | requires[0].when | line 1, column 6: there is no field orderId",
        "/grants/0/beneficiary | \"event.friend\" | grants[0].beneficiary | line 1, column 6: there is no field friend",
        "/grants/0/amount | \"event.amount.amount * 0.5\" | grants[0].amount | line 1, column 21: * does not fit",
        "/grants/0/amount | 1.5 | grants[0].amount | line 1, column 1: is not a whole number"
      })
  void shouldNameFieldAndRule(String path, String value, String field, String rule)
      throws Exception {
    Problem problem = catchThrowableOfType(Problem.class, () -> accept(changed(path, value)));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid-request");
    assertThat(problem.violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.field()).isEqualTo(field);
              assertThat(violation.rule()).startsWith(rule);
            });
  }

  @Test
  void shouldTellEveryFaultAtOnce() throws Exception {
    String bad = changed("/name", "null").replace("campaign-1", "").replace("Asia/", "Moon/");
    Problem problem = catchThrowableOfType(Problem.class, () -> accept(bad));
    assertThat(problem.violations())
        .extracting(Problem.Violation::field)
        .containsExactly("name", "zone", "grants[0].budget", "grants[1].budget");
  }

  @Test
  void shouldAskForAMeasureWhereThereAreThresholds() throws Exception {
    String bad = changed("/measure", "null").replace("\"steps\"", "\"thresholds\"");
    Problem problem = catchThrowableOfType(Problem.class, () -> accept(bad));
    assertThat(problem.violations())
        .extracting(Problem.Violation::field)
        .containsExactly("measure");
  }

  private static String changed(String path, String value) throws Exception {
    ObjectNode draft = (ObjectNode) JSON.readTree(GOOD);
    int last = path.lastIndexOf('/');
    var parent = last == 0 ? draft : draft.at(path.substring(0, last));
    ((ObjectNode) parent).set(path.substring(last + 1), JSON.readTree(value));
    return JSON.writeValueAsString(draft);
  }

  private static RuleProgram accept(String json) throws Exception {
    return RuleDrafts.accept(
        JSON.readValue(json, RuleDraft.class), List.of("POINTS", "COUPON:TEA")::contains);
  }
}
