package io.goodword.reward.identity;

import static io.goodword.reward.Api.fresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class RememberedIdentityIT {

  /** Who is let in hears that the journal is empty. */
  private static final int LET_IN = 422;

  @Inject VerifiedTokens tokens;
  @Inject Clock clock;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldAskWhatIsRememberedBeforeOpenIdConnect() {
    String unreadable = fresh("token");
    assertThat(statusFor(unreadable)).isEqualTo(401);

    long exp = clock.instant().plusSeconds(3_600).getEpochSecond();
    tokens.remember(VerifiedTokensTest.verified(unreadable, Map.of("exp", exp)));

    // OpenID Connect could not verify it
    assertThat(statusFor(unreadable)).isEqualTo(LET_IN);
  }

  @Test
  void shouldRememberWhatOpenIdConnectHasVerifiedAndNothingElse() {
    String good = Tokens.of(fresh("shop"), "system");
    String forged = Tokens.forged(fresh("shop"), "system");

    assertThat(statusFor(good)).isEqualTo(LET_IN);
    assertThat(statusFor(forged)).isEqualTo(401);

    assertThat(tokens.find(good)).isPresent();
    assertThat(tokens.find(forged)).isEmpty();
    assertThat(statusFor(good)).isEqualTo(LET_IN);
    assertThat(statusFor(forged)).isEqualTo(401);
  }

  private static int statusFor(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", fresh("journal"))
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/journals")
        .statusCode();
  }
}
