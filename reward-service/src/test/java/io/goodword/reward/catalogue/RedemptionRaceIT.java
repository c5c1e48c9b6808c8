package io.goodword.reward.catalogue;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.Crowd.settled;
import static io.goodword.reward.catalogue.Shelf.cancel;
import static io.goodword.reward.catalogue.Shelf.confirm;
import static io.goodword.reward.catalogue.Shelf.redeem;
import static io.goodword.reward.catalogue.Shelf.redeemed;
import static io.goodword.reward.catalogue.Shelf.state;
import static io.goodword.reward.catalogue.Shelf.stocked;
import static io.goodword.reward.catalogue.Shelf.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-08")
class RedemptionRaceIT {

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldGiveExactlyWhatIsInStockWhenManyWantIt() throws Exception {
    String sku = stocked("material", 10, Map.of());
    List<String> people = Stream.generate(() -> Shelf.customer(1_000)).limit(6).toList();

    List<Response> answers =
        inParallel(16, 60, turn -> settled(() -> redeem(people.get(turn % 6), sku)));

    assertThat(with(answers, 201)).hasSize(10);
    assertThat(with(answers, 422))
        .hasSize(50)
        .allMatch(answer -> answer.jsonPath().getString("code").equals("out-of-stock"));
    assertThat(units(sku)).containsExactly(10L, 10L);
    assertThat(people.stream().mapToLong(person -> points(person, "balance")).sum())
        .isEqualTo(5_000);
  }

  @Test
  void shouldGiveOnlyWhatCanBePaidWhenOneCustomerHurries() throws Exception {
    String sku = stocked("material", 20, Map.of());
    String alice = Shelf.customer(350);

    List<Response> answers = inParallel(16, 16, turn -> settled(() -> redeem(alice, sku)));

    assertThat(with(answers, 201)).hasSize(3);
    assertThat(with(answers, 422))
        .hasSize(13)
        .allMatch(answer -> answer.jsonPath().getString("code").equals("insufficient-balance"));
    assertThat(points(alice, "balance")).isEqualTo(50);
    assertThat(units(sku)).containsExactly(20L, 3L);
  }

  @Test
  void shouldKeepTheLimitOfAPersonUnderParallelRequests() throws Exception {
    Map<String, Object> limits = Map.of("perPeriod", 2, "period", "month", "zone", "Asia/Shanghai");
    String sku = stocked("material", 20, Map.of("limits", limits));
    String alice = Shelf.customer(2_000);

    List<Response> answers = inParallel(16, 16, turn -> settled(() -> redeem(alice, sku)));

    assertThat(with(answers, 201)).hasSize(2);
    assertThat(with(answers, 422))
        .hasSize(14)
        .allMatch(answer -> answer.jsonPath().getString("code").equals("limit-reached"));
  }

  @Test
  void shouldRedeemOnceWhenTheSameKeyIsSentInParallel() throws Exception {
    String sku = stocked("material", 20, Map.of());
    String alice = Shelf.customer(2_000);
    String key = fresh("key");

    List<Response> answers =
        inParallel(16, 16, turn -> settled(() -> redeem(alice, key, Map.of("sku", sku))));

    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.getFirst().asString());
    assertThat(points(alice, "balance")).isEqualTo(1_900);
  }

  @Test
  void shouldHaveOneOutcomeWhenConfirmAndCancelRace() throws Exception {
    String sku = stocked("material", 8, Map.of());
    String alice = Shelf.customer(800);
    for (int round = 0; round < 8; round++) {
      String id = redeemed(alice, sku);
      long before = points(alice, "balance");

      List<Response> answers =
          inParallel(
              8, 8, turn -> settled(() -> turn % 2 == 0 ? confirm(id) : customerCancel(alice, id)));

      assertThat(with(answers, 200)).hasSize(1);
      assertThat(with(answers, 409)).hasSize(7);
      boolean cancelled = state(id).equals("cancelled");
      assertThat(points(alice, "balance")).isEqualTo(cancelled ? before + 100 : before);
    }
  }

  @Test
  void shouldNeverGiveBackMoreThanWasPaidWhenStaffCancelsAtOnce() throws Exception {
    String sku = stocked("material", 1, Map.of());
    String alice = Shelf.customer(100);
    for (int round = 0; round < 4; round++) {
      String id = redeemed(alice, sku);

      List<Response> answers =
          inParallel(8, 8, turn -> settled(() -> turn == 0 ? confirm(id) : cancel(id, null)));

      assertThat(with(answers, 200).size())
          .as("cancelled once, perhaps confirmed before")
          .isBetween(1, 2);
      assertThat(state(id)).isEqualTo("cancelled");
      assertThat(points(alice, "balance")).isEqualTo(100);
      assertThat(units(sku)).containsExactly(1L, 0L);
    }
  }

  private static Response customerCancel(String customer, String id) {
    return Api.as(customer, "customer")
        .header("Idempotency-Key", fresh("cancel"))
        .body(Map.of())
        .post("/v1/redemptions/" + id + "/cancel");
  }

  private static List<Response> with(List<Response> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).toList();
  }
}
