package io.goodword.notification.contact;

import static io.goodword.notification.testing.Shop.as;
import static io.goodword.notification.testing.Shop.consent;
import static io.goodword.notification.testing.Shop.contact;
import static io.goodword.notification.testing.Shop.newCustomer;
import static io.goodword.notification.testing.Shop.newNumber;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.kit.sql.Sql;
import io.goodword.notification.testing.Shop;
import io.goodword.notification.testing.SmtpGate;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(SmtpGate.class)
class ContactIT {

  @Inject Sql sql;

  @Test
  @Tag("NOT-01")
  void shouldStoreNormalFormsWhenTheShopPutsAContact() {
    String customer = newCustomer();
    String number = newNumber();
    Map<String, Object> contact = contact(customer, "zh-CN", "reward");
    contact.put("email", "  Alice.Chen+Shop@Bücher.Example ");
    contact.put("phone", number.substring(0, 3) + "-" + number.substring(3));

    as("shop", "system")
        .body(contact)
        .put("/v1/contacts/" + customer)
        .then()
        .statusCode(200)
        .body("email", equalTo("alice.chen+shop@xn--bcher-kva.example"))
        .body("phone", equalTo("+86" + number))
        .body("language", equalTo("zh-CN"))
        .body("consents", hasSize(1))
        .body("consents[0].granted", equalTo(true));
    as(customer, "customer").get("/v1/contacts/" + customer).then().statusCode(200);
    as("su", "support").get("/v1/contacts/" + customer).then().statusCode(200);
  }

  @Test
  @Tag("GOV-02")
  void shouldShowAContactOnlyToItsOwnerAndSupport() {
    String customer = newCustomer();
    Shop.stores(customer, contact(customer, "en", "reward"));
    String path = "/v1/contacts/" + customer;

    as("somebody-else", "customer").get(path).then().statusCode(404);
    as("mei", "marketer").get(path).then().statusCode(403);
    as("customer-x", "customer").body("{}").put(path).then().statusCode(403);
    as(customer, "customer").delete(path).then().statusCode(403);
    given().get(path).then().statusCode(401).body("code", equalTo("unauthenticated"));
  }

  @ParameterizedTest
  @CsvSource({
    "email, not-an-address",
    "email, 'a@b.example\r\nBcc: c@d.example'",
    "phone, 12345",
    "phone, 10690001",
    "locale, ''",
    "zone, Moon/Crater"
  })
  @Tag("NOT-01")
  void shouldNameTheFieldWhenAValueIsRefused(String field, String value) {
    String customer = newCustomer();
    Map<String, Object> contact = contact(customer, "zh-CN", "reward");
    contact.put(field, value);

    as("shop", "system")
        .body(contact)
        .put("/v1/contacts/" + customer)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("violations[0].field", equalTo(field));
    as("su", "support").get("/v1/contacts/" + customer).then().statusCode(404);
  }

  @Test
  @Tag("NOT-01")
  void shouldNameTheConsentWhenItsPurposeIsUnknown() {
    String customer = newCustomer();
    Map<String, Object> contact = contact(customer, "zh-CN");
    contact.put(
        "consents", List.of(consent("reward", "email", true), consent("spying", "email", true)));

    as("shop", "system")
        .body(contact)
        .put("/v1/contacts/" + customer)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("consents[1].purpose"));
  }

  @Test
  @Tag("NOT-01")
  void shouldStoreTheGoodItemsAndNameTheBadOnesInBulk() {
    String good = newCustomer();
    String bad = newCustomer();
    Map<String, Object> first = new HashMap<>(contact(good, "zh-TW", "reward", "review"));
    first.put("customerId", good);
    Map<String, Object> second = new HashMap<>(contact(bad, "zh-TW"));
    second.put("customerId", bad);
    second.put("phone", "not a phone");

    as("shop", "system")
        .body(Map.of("items", List.of(first, second)))
        .put("/v1/contacts")
        .then()
        .statusCode(200)
        .body("items.customerId", contains(good, bad))
        .body("items.status", contains("stored", "rejected"))
        .body("items[0].problem", nullValue())
        .body("items[1].problem.violations[0].field", equalTo("phone"));
    as("su", "support").get("/v1/contacts/" + good).then().statusCode(200);
    as("su", "support").get("/v1/contacts/" + bad).then().statusCode(404);
  }

  @Test
  @Tag("NOT-01")
  void shouldRefuseTheWholeBulkWhenItHasMoreThanAThousandItems() {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      items.add(Map.of("customerId", "bulk-" + i, "locale", "en", "zone", "UTC"));
    }
    as("shop", "system")
        .body(Map.of("items", items))
        .put("/v1/contacts")
        .then()
        .statusCode(422)
        .body("violations[0].value", equalTo("1001"));
  }

  @Test
  @Tag("GOV-02")
  void shouldKeepNoReadableAddressInTheDatabase() {
    String customer = newCustomer();
    Shop.stores(customer, contact(customer, "en", "reward"));

    List<String> columns =
        sql.query(
            "select email, email_index from contacts where customer_id = ?",
            row ->
                new String(row.getBytes("email"), StandardCharsets.ISO_8859_1)
                    + row.getString("email_index"),
            customer);

    assertThat(columns).hasSize(1);
    assertThat(columns.getFirst()).doesNotContain("mail.example");
  }

  @Test
  @Tag("GOV-02")
  void shouldForgetTheAddressAndKeepTheRefusalWhenErased() {
    String customer = newCustomer();
    Map<String, Object> contact = contact(customer, "en", "reward");
    contact.put(
        "consents", List.of(consent("review", "email", false), consent("reward", "email", true)));
    Shop.stores(customer, contact);

    as("su", "support").delete("/v1/contacts/" + customer).then().statusCode(204);
    as("shop", "system").delete("/v1/contacts/" + customer).then().statusCode(204);
    as("su", "support").get("/v1/contacts/" + customer).then().statusCode(404);

    // the same address under a new customer id, and with a consent that somebody ticked for it
    String again = newCustomer();
    Map<String, Object> copy = contact(customer, "en", "review", "reward");
    Shop.stores(again, copy);
    Map<String, Object> thought = Map.of("customerId", again, "template", "review-request");
    as("su", "support")
        .body(thought)
        .post("/v1/messages/simulate")
        .then()
        .statusCode(200)
        .body("state", equalTo("suppressed"))
        .body("reason", equalTo("suppressed"));
    as("su", "support")
        .body(Map.of("customerId", again, "template", "reward-received"))
        .post("/v1/messages/simulate")
        .then()
        .body("state", equalTo("sent"))
        .body("channel", equalTo("email"));
  }
}
