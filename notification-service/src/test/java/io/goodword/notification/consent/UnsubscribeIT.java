package io.goodword.notification.consent;

import static io.goodword.notification.testing.Shop.PATIENCE;
import static io.goodword.notification.testing.Shop.as;
import static io.goodword.notification.testing.Shop.awaitMails;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.publish;
import static io.goodword.notification.testing.Shop.stores;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.notification.testing.SmtpGate;
import io.goodword.stack.Message;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class UnsubscribeIT {

  @Test
  @Tag("NOT-01")
  void shouldActOnPostAloneAndForGood() {
    String customer = newCustomer();
    stores(customer, contact(customer, "zh-TW", "review", "reward"));
    Message mail = reviewMail(customer);
    String header = mail.headers().getOrDefault("List-Unsubscribe", "");
    assertThat(mail.headers()).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    String path = URI.create(header.substring(1, header.length() - 1)).getPath();

    cold()
        .get(path)
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("取消訂閱這類訊息"))
        .body(containsString("關於商品評價的郵件"));
    cold().head(path).then().statusCode(200);
    assertThat(outcome(customer, "review-request")).isEqualTo("sent");

    cold()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post(path)
        .then()
        .statusCode(200)
        .body(containsString("已為您取消訂閱"));
    cold().post(path).then().statusCode(200);

    assertThat(outcome(customer, "review-request")).isEqualTo("suppressed");
    assertThat(outcome(customer, "reward-received")).isEqualTo("sent");
    // the shop repeats what it knew: the refusal of the customer stays
    stores(customer, contact(customer, "zh-TW", "review", "reward"));
    assertThat(outcome(customer, "review-request")).isEqualTo("suppressed");
    var changes =
        Topics.await(
            "goodword.notification",
            1,
            PATIENCE,
            entry ->
                entry.header("ce_type").endsWith("consent.changed.v1")
                    && entry.text().contains(customer)
                    && entry.text().contains("one-click"));
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().text()).contains("\"granted\":false").contains("\"review\"");
  }

  @Test
  @Tag("NOT-01")
  void shouldShowAPageWhenTheTokenIsForged() {
    cold()
        .header("Accept-Language", "en")
        .get("/u/v1.e30.AAAAAAAAAAAAAAAAAAAAAA")
        .then()
        .statusCode(404)
        .body(containsString("We do not know this link"));
    cold().post("/u/nonsense").then().statusCode(404);
  }

  private static Message reviewMail(String customer) {
    String run = UUID.randomUUID().toString();
    publish(
        UUID.randomUUID().toString(),
        SequenceRequested.TYPE,
        run,
        new SequenceRequested(
            run,
            "review-request",
            customer,
            "review",
            Instant.now(),
            null,
            0,
            Map.of("link", "https://review.example/f/x", "productTitle", "Tea")));
    return awaitMails(customer, 1).getFirst();
  }

  private static String outcome(String customer, String template) {
    return as("su", "support")
        .body(Map.of("customerId", customer, "template", template))
        .post("/v1/messages/simulate")
        .then()
        .statusCode(200)
        .extract()
        .path("state");
  }

  /** A client without cookies and without a token. */
  private static RequestSpecification cold() {
    return given().accept("*/*");
  }
}
