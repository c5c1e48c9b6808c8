package io.goodword.reward.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderPlaced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-03")
class RuleLanguageTest {

  private static final RuleLanguage PAID = RuleLanguage.of(OrderPaid.TYPE).orElseThrow();
  private static final RuleLanguage PLACED = RuleLanguage.of(OrderPlaced.TYPE).orElseThrow();
  private static final Map<String, Object> ORDER =
      Map.of(
          "orderId", "o1",
          "customerId", "alice",
          "occurredAt", Instant.parse("2026-11-25T10:00:00Z"),
          "amount", Map.of("amount", 12_345L, "currency", "CNY"),
          "items",
              List.of(
                  Map.of("productId", "p1", "title", "Cup", "quantity", 2L),
                  Map.of("productId", "p2", "title", "Pot", "quantity", 3L)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.amount.amount >= 10000 && event.amount.currency == 'CNY' | true",
        "event.amount.currency in ['TWD', 'EUR'] | false",
        "event.items.exists(item, item.productId == 'p2' && item.quantity > 2) | true",
        "event.items.all(item, item.quantity > 2) | false",
        "event.items.exists_one(item, item.quantity == 2) | true",
        "size(event.items.filter(item, item.quantity > 1)) == 2 | true",
        "event.items[0].title.startsWith('C') | true",
        "event.occurredAt > timestamp('2026-11-11T00:00:00Z') | true",
        "event.occurredAt.getHours('Asia/Shanghai') == 18 | true",
        "event.customerId.matches('^al.*e$') | true",
        "event.customerId.contains('li') ? event.amount.amount > 1 : false | true"
      })
  void shouldHoldOrNot(String text, boolean holds) {
    assertThat(good(PLACED, text, Expression.Kind.CONDITION).holds(ORDER)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | 100",
        "event.amount.amount / 100 | 123",
        "event.amount.amount * 5 / 100 | 617",
        "event.amount.amount >= 10000 ? 500 : 100 | 500",
        "size(event.items) * 10 | 20",
        "-7 / 2 | -3"
      })
  void shouldReckonInWholeNumbers(String text, long amount) {
    assertThat(good(PLACED, text, Expression.Kind.AMOUNT).amount(ORDER)).isEqualTo(amount);
  }

  @Test
  void shouldGiveATextAndAskForAbsentFields() {
    assertThat(good(PAID, "event.customerId", Expression.Kind.TEXT).text(ORDER)).isEqualTo("alice");
    String claimed = "has(event.claim) && event.claim.code == 'SPRING'";
    Expression expression = good(PAID, claimed, Expression.Kind.CONDITION);
    assertThat(expression.holds(ORDER)).isFalse();
    assertThat(expression.holds(Map.of("claim", Map.of("code", "SPRING")))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "event.colour == 'red' | 1 | 6 | there is no field colour; the event has orderId, customerId,",
        "event.amount.value > 3 | 1 | 13 | there is no field value; the event has",
        "order.amount > 3 | 1 | 1 | order is not known here; a rule sees event",
        "event.amount > 3 | 1 | 14 | > does not fit Money and a whole number",
        "event.customerId == 3 | 1 | 18 | == does not fit a text and a whole number",
        "event.customerId && true | 1 | 18 | && does not fit a text and true or false",
        "event.customerId == | 1 | 20 | the expression ends too early",
        "event.customerId == 'a' 'b' | 1 | 25 | something here does not belong",
        "event.amount.amount * 0.05 > 1.0 | 1 | 21 | * does not fit a whole number and a fraction",
        "event.amount.amount | 1 | 1 | gives a whole number, it must give true or false",
        "event.customerId | 1 | 1 | gives a text, it must give true or false",
        "1.5 > 1.0 | 1 | 1 | is not a whole number",
        "event.claim == null | 1 | 16 | is not a whole number",
        "{'a': true}['a'] | 1 | 1 | makes a map",
        "event.Money{amount: 3}.amount > 1 | 1 | 12 | makes a record",
        "event.customerId.matches('(') | 1 | 26 | is not a pattern",
        "event.customerId.matches(event.orderId) | 1 | 25 | needs a pattern that is written out",
        "[1, 'a'][0] == 1 | 1 | 9 | is not a whole number",
        "dyn(event).colour == 3 | 1 | 4 | dyn is not known here",
        "event.customerId.map(c, true) | 1 | 21 | map is not known here",
      })
  void shouldSayWhereAndWhatIsWrong(String text, int line, int column, String message) {
    RuleLanguage.Issue issue = refused(PAID, text, Expression.Kind.CONDITION).getFirst();
    assertThat(issue.message()).startsWith(message);
    assertThat(issue.line()).isEqualTo(line);
    assertThat(issue.column()).isEqualTo(column);
  }

  @Test
  void shouldCountLines() {
    assertThat(
            refused(
                PAID, "event.customerId == 'a' &&\n  event.nope == 1", Expression.Kind.CONDITION))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.line()).isEqualTo(2);
              assertThat(issue.column()).isEqualTo(8);
            });
  }

  @Test
  void shouldTellSeveralFaultsOfOneText() {
    assertThat(
            refused(PAID, "event.one == 1 && event.two == 2", Expression.Kind.CONDITION).stream()
                .map(issue -> issue.message().substring(0, 21)))
        .containsExactly("there is no field one", "there is no field two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.claim.code == 'x' | A field is absent in this event; ask has(event.field) before using it.",
        "event.items[7].quantity > 1 | A list is shorter than the expression expects.",
        "event.amount.amount / (event.amount.amount - 12345) > 1 | A number was divided by zero.",
        "event.amount.amount * 9223372036854775807 > 1 | A number left the range of 64 bits.",
        "timestamp(event.customerId) > event.occurredAt | The expression failed"
      })
  void shouldFaultAndNotFailOnAnEvent(String text, String message) {
    RuleLanguage language = text.contains("claim") ? PAID : PLACED;
    Expression expression = good(language, text, Expression.Kind.CONDITION);
    assertThatThrownBy(() -> expression.holds(ORDER))
        .isInstanceOfSatisfying(
            RuleFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo("rule-error");
              assertThat(fault.message()).startsWith(message);
            });
  }

  @Test
  void shouldRefuseLoopsThatCouldLast() {
    String two = "event.items.all(a, event.items.all(b, a.quantity + b.quantity > 0))";
    String three =
        "event.items.all(a, event.items.all(b, event.items.all(c, a.quantity > c.quantity)))";
    good(PLACED, two, Expression.Kind.CONDITION);
    assertThat(refused(PLACED, three, Expression.Kind.CONDITION))
        .singleElement()
        .satisfies(issue -> assertThat(issue.message()).startsWith("could take too many steps"));
  }

  @Test
  void shouldStopALoopThatMeetsMoreThanItWasReckonedWith() {
    String two = "event.items.all(a, event.items.all(b, a.quantity + b.quantity > 0))";
    Expression expression = good(PLACED, two, Expression.Kind.CONDITION);
    List<Map<String, Object>> many =
        IntStream.range(0, 2_000)
            .mapToObj(i -> Map.<String, Object>of("quantity", 1L + i))
            .toList();
    assertThatThrownBy(() -> expression.holds(Map.of("items", many)))
        .isInstanceOfSatisfying(
            RuleFault.class,
            fault -> assertThat(fault.message()).isEqualTo("The expression took too many steps."));
  }

  @Test
  void shouldNotBurnOnAPatternThatBacktracksElsewhere() {
    Expression bomb = good(PAID, "event.customerId.matches('^(a+)+$')", Expression.Kind.CONDITION);
    Map<String, Object> event = Map.of("customerId", "a".repeat(2_000) + "!");
    // an engine that backtracks would not come back in a lifetime
    assertThat(bomb.holds(event)).isFalse();
    assertThat(refused(PAID, "event.customerId.matches('(a{30}){30}')", Expression.Kind.CONDITION))
        .singleElement()
        .satisfies(issue -> assertThat(issue.message()).contains("pattern"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 600})
  void shouldRefuseWhatIsTooDeepOrTooLong(int depth) {
    String text = "(".repeat(depth) + "true" + ")".repeat(depth);
    assertThat(refused(PAID, text, Expression.Kind.CONDITION)).isNotEmpty();
  }

  @Test
  void shouldHaveALanguageForEveryEventThatCanBeRewarded() {
    for (String type : EventShape.eventTypes()) {
      RuleLanguage language = RuleLanguage.of(type).orElseThrow();
      good(language, "has(event.occurredAt)", Expression.Kind.CONDITION);
    }
    assertThat(RuleLanguage.of("io.goodword.reward.grant.made.v1")).isEmpty();
  }

  private static Expression good(RuleLanguage language, String text, Expression.Kind kind) {
    RuleLanguage.Compiled compiled = language.compile(text, kind);
    assertThat(compiled).as(text).isInstanceOf(RuleLanguage.Compiled.Good.class);
    return ((RuleLanguage.Compiled.Good) compiled).expression();
  }

  private static List<RuleLanguage.Issue> refused(
      RuleLanguage language, String text, Expression.Kind kind) {
    RuleLanguage.Compiled compiled = language.compile(text, kind);
    assertThat(compiled).as(text).isInstanceOf(RuleLanguage.Compiled.Refused.class);
    return ((RuleLanguage.Compiled.Refused) compiled).issues();
  }
}
