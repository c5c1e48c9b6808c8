package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.reverse;
import static io.goodword.reward.Api.send;
import static io.goodword.reward.Api.spend;
import static io.goodword.reward.Api.spending;
import static io.goodword.reward.Crowd.had;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.Crowd.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class ContentionIT {

  private static final Purpose TEST = Purpose.of("adjust", "test");

  @Inject Ledger ledger;
  @Inject Slots slots;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldPostOnceWhenTheSameKeyIsSentInParallel() throws Exception {
    fund(campaign, "POINTS", 100);
    give(alice, 50);
    Map<String, Object> body = spending(alice, 20, fresh("order"));
    String key = fresh("key");

    List<Response> responses = inParallel(16, 32, turn -> settled(() -> send(key, body)));

    assertThat(responses).extracting(Response::statusCode).containsOnly(201);
    assertThat(responses).extracting(Response::asString).containsOnly(responses.get(0).asString());
    assertThat(points(alice, "balance")).isEqualTo(30);
  }

  @Test
  @Tag("RWD-02")
  void shouldReverseOnceWhenManyTryAtOnce() throws Exception {
    fund(campaign, "POINTS", 100);
    give(alice, 50);
    String journal = spend(alice, 30, fresh("order")).jsonPath().getString("journalId");

    List<Response> responses = inParallel(8, 16, turn -> settled(() -> reverse(journal, null)));

    assertThat(responses.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(responses.stream().filter(answer -> answer.statusCode() == 409)).hasSize(15);
    assertThat(points(alice, "balance")).isEqualTo(50);
  }

  @ParameterizedTest(name = "{0} slots")
  @ValueSource(ints = {0, 1, 4, 16})
  @Tag("RWD-04")
  void shouldPayExactlyTheBudgetWhenTenTimesAsMuchIsTried(int division) throws Exception {
    fund(campaign, "POINTS", 50);
    slots.divide(AccountRef.budget(campaign, "POINTS"), division);

    List<String> outcomes =
        inParallel(
            32,
            500,
            turn -> {
              try {
                had(() -> give(fresh("customer"), 1));
                return "paid";
              } catch (Problem refused) {
                return refused.code();
              }
            });

    assertThat(outcomes).filteredOn("paid"::equals).hasSize(50);
    assertThat(outcomes).filteredOn("budget-exhausted"::equals).hasSize(450);
    JsonPath budget = Api.budget(campaign);
    assertThat(budget.getLong("items[0].available")).isZero();
    assertThat(budget.getLong("items[0].spent")).isEqualTo(50);
  }

  @Test
  void shouldNeverDeadlockWhenJournalsCrossEachOther() throws Exception {
    fund(campaign, "POINTS", 100_000);
    List<String> people = Stream.generate(() -> fresh("person")).limit(4).toList();
    people.forEach(person -> give(person, 10_000));

    List<Outcome.Posted> posted =
        inParallel(
            16,
            200,
            turn -> {
              AccountRef from = AccountRef.customer(people.get(turn % 4), "POINTS");
              AccountRef to =
                  AccountRef.customer(people.get((turn + 1 + turn / 4 % 3) % 4), "POINTS");
              return had(
                  () ->
                      ledger.post(
                          fresh("cross"),
                          TEST,
                          List.of(
                              Leg.of(from, -2),
                              Leg.of(to, 1),
                              Leg.of(AccountRef.budget(campaign, "POINTS"), 1))));
            });

    assertThat(posted).hasSize(200);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(60_200);
  }

  private Outcome.Posted give(String customer, long amount) {
    return ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(customer, "POINTS"), amount)));
  }
}
