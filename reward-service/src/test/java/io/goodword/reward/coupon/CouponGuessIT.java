package io.goodword.reward.coupon;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.Crowd.settled;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponGuessIT {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  @Inject TestClock clock;
  @Inject Sql sql;

  private final Shop shop = new Shop();
  private final String alice = fresh("alice");

  /** A window begins now, so that none ends in the middle of a test. */
  @BeforeEach
  void atTheBeginningOfAWindow() {
    long window = WINDOW.toMillis();
    clock.setAhead(Duration.ofMillis(window - clock.millis() % window));
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldTellTenOfAThousandGuessesThatTheyAreWrongAndNothingToTheRest() throws Exception {
    String code = shop.give(Shop.pool(terms()), alice);

    List<Response> answers =
        inParallel(16, 1_000, turn -> settled(() -> shop.validate(guess(turn), alice, 700)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(10);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .hasSize(990)
        .allMatch(answer -> Integer.parseInt(answer.header("Retry-After")) > 0)
        .allMatch(answer -> answer.path("code").equals("too-many-guesses"));
    Response right = shop.validate(code, alice, 700);
    Response wrong = shop.validate(guess(0), alice, 700);
    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(shape(right)).isEqualTo(shape(wrong));
    shop.redeem(code, alice, fresh("order"), 700).then().statusCode(429);
    shop.validate(shop.give(Shop.pool(terms()), "bob" + alice), "bob" + alice, 700)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true));

    clock.setAhead(Duration.ofMillis(clock.millis() - System.currentTimeMillis()).plus(WINDOW));
    shop.validate(code, alice, 700).then().statusCode(200).body("valid", equalTo(true));
  }

  @Test
  void shouldAnswerACodeOfSomebodyElseAsOneThatDoesNotExist() {
    String code = shop.give(Shop.pool(terms()), alice);
    String used = shop.give(Shop.pool(terms()), alice);
    shop.redeem(used, alice, fresh("order"), 700).then().statusCode(201);
    String bob = fresh("bob");

    Response unknown = shop.validate(guess(1), bob, 700);
    assertThat(shop.validate(code, bob, 700).asString()).isEqualTo(unknown.asString());
    assertThat(shop.validate(used, bob, 700).asString()).isEqualTo(unknown.asString());
    Response refused = shop.redeem(guess(2), bob, fresh("order"), 700);
    Response foreign = shop.redeem(code, bob, fresh("order"), 700);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(shape(foreign)).isEqualTo(shape(refused));
    assertThat(refused.asString()).doesNotContain(guess(2));
  }

  @Test
  void shouldCountADeviceThatChangesItsCustomers() {
    String hint = fresh("network");
    for (int i = 0; i < 30; i++) {
      shop.validate(guess(i), fresh("c"), hint, 700).then().statusCode(200);
    }
    shop.validate(guess(99), fresh("c"), hint, 700).then().statusCode(429);
    shop.validate(guess(99), fresh("c"), fresh("network"), 700).then().statusCode(200);
    assertThat(
            sql.first(
                "select count(*) from coupon_guesses where subject like '%network%'",
                row -> row.getLong(1)))
        .contains(0L);
  }

  @Test
  void shouldStopAShopWhoseGuessesNeverEnd() throws Exception {
    List<Response> answers =
        inParallel(16, 1_100, turn -> settled(() -> shop.validate(guess(turn), fresh("c"), 700)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1_000);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(100);
    new Shop().validate(guess(0), fresh("c"), 700).then().statusCode(200);
  }

  private static Map<String, Object> shape(Response answer) {
    Map<String, Object> body = answer.jsonPath().getMap("");
    body.remove("traceId");
    return body;
  }

  private static String guess(int turn) {
    return CodeText.shown("", CodeSeries.random(new byte[CodeSeries.SEED_BYTES], turn, 16));
  }
}
