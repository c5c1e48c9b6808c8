package io.goodword.referral.attribution;

import static io.goodword.referral.testing.Shop.event;
import static io.goodword.referral.testing.Shop.link;
import static io.goodword.referral.testing.Shop.openLink;
import static io.goodword.referral.testing.Shop.paid;
import static io.goodword.referral.testing.Shop.person;
import static io.goodword.referral.testing.Shop.registered;
import static io.goodword.referral.testing.Shop.reportOne;
import static io.goodword.referral.testing.Shop.runningCampaign;
import static io.goodword.referral.testing.Shop.told;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.testing.Shop;
import io.goodword.referral.testing.Shop.Link;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-06")
class BindingIT {

  private String campaign = "";
  private String alice = "";
  private String bob = "";
  private Link link = new Link("", "", "");

  @BeforeEach
  void campaignWithLink() {
    campaign = runningCampaign("last-touch", "P30D");
    alice = person("alice");
    bob = person("bob");
    link = link(campaign, alice);
  }

  @Test
  void shouldBindOnceAndForAllAndKeepEveryTouchpoint() {
    String carol = person("carol");
    Link other = link(campaign, carol);
    Map<String, Object> first = reportOne(registered(bob, Map.of("code", link.code())));
    assertThat(
            reportOne(
                event(
                    "order.paid",
                    bob,
                    Map.of(
                        "orderId",
                        "o-1",
                        "amount",
                        Shop.cny(100),
                        "claim",
                        Map.of("code", other.code())))))
        .containsEntry("attributed", false)
        .containsEntry("reason", "already-bound")
        .containsEntry("referralId", first.get("referralId"));
    assertThat(reportOne(paid(bob, "o-2", 100)))
        .containsEntry("attributed", true)
        .containsEntry("referralId", first.get("referralId"));

    JsonPath referral = read(referralOf(first), Tokens.of("mei", "marketer"));
    assertThat(referral.getString("friendId")).isEqualTo(bob);
    assertThat(referral.getList("touchpoints.advocateId")).containsExactly(alice, carol);
    assertThat(referral.getList("decision.rule"))
        .containsExactly(
            "claim", "attribution-window", "attribution-model", "existing-customer", "risk-score");
    assertThat(referral.getList("decision.verdict")).containsOnly("pass");
    assertThat(Shop.allTold(bob))
        .filteredOn(type -> type.equals("io.goodword.referral.referral.attributed.v1"))
        .hasSize(1);
  }

  @Test
  void shouldBindOneFriendWhenManyShowTheSameTokenAtOnce() throws Exception {
    String token = openLink(link, "wechat");
    List<Map<String, Object>> results =
        atOnce(6, () -> reportOne(registered(person("friend"), Map.of("token", token))));
    assertThat(results)
        .filteredOn(result -> Boolean.TRUE.equals(result.get("attributed")))
        .hasSize(1);
    assertThat(results)
        .filteredOn(result -> Boolean.FALSE.equals(result.get("attributed")))
        .extracting(result -> result.get("reason"))
        .containsOnly("token-reused");
  }

  @Test
  void shouldBindOneAdvocateWhenAFriendIsClaimedByManyAtOnce() throws Exception {
    List<Link> links =
        List.of(link, link(campaign, person("carol")), link(campaign, person("dan")));
    var next = new java.util.concurrent.atomic.AtomicInteger();
    String order = "o-" + UUID.randomUUID();
    List<Map<String, Object>> results =
        atOnce(
            3,
            () ->
                reportOne(
                    event(
                        "order.paid",
                        bob,
                        Map.of(
                            "orderId",
                            order,
                            "amount",
                            Shop.cny(100),
                            "claim",
                            Map.of("code", links.get(next.getAndIncrement()).code())))));
    assertThat(results).extracting(result -> result.get("referralId")).doesNotContainNull();
    assertThat(results.stream().map(result -> result.get("referralId")).distinct()).hasSize(1);
    assertThat(results)
        .filteredOn(result -> Boolean.TRUE.equals(result.get("attributed")))
        .hasSize(1);
    assertThat(told("milestone.reached", bob, 1)).hasSize(1);
  }

  private static String referralOf(Map<String, Object> result) {
    return String.valueOf(result.get("referralId"));
  }

  private static JsonPath read(String referral, String token) {
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/referrals/{id}", referral)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(count)) {
      List<Future<T>> running = threads.invokeAll(java.util.Collections.nCopies(count, work));
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> result : running) {
        results.add(result.get());
      }
      return results;
    }
  }
}
