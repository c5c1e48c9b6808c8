package io.goodword.reward.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderPlaced;
import io.goodword.contracts.referral.ShareIntended;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.reward.GrantMade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-03")
class EventShapeTest {

  @Test
  void shouldKnowEveryEventOfShopAndSuiteThatMayBePaidFor() {
    assertThat(EventShape.eventTypes())
        .hasSize(22)
        .contains(OrderPaid.TYPE, ReviewPublished.TYPE)
        .doesNotContain(GrantMade.TYPE, ShareIntended.TYPE);
    assertThat(EventCatalogue.ALL)
        .filteredOn(contract -> EventShape.eventTypes().contains(contract.type()))
        .allMatch(contract -> !contract.topic().equals("goodword.reward"));
    assertThat(EventShape.of(ShareIntended.TYPE)).isEmpty();
    assertThat(EventShape.of("io.goodword.nothing")).isEmpty();
  }

  @Test
  @Tag("RWD-12")
  void shouldShowNoRatingNoStarsAndNoSentimentOfAnyEvent() {
    for (String type : EventShape.eventTypes()) {
      assertThat(EventShape.of(type).orElseThrow().paths())
          .as(type)
          .isNotEmpty()
          .noneMatch(
              path -> {
                String small = path.toLowerCase(Locale.ROOT);
                return small.contains("rating")
                    || small.contains("stars")
                    || small.contains("sentiment")
                    || small.contains("score");
              });
    }
    assertThat(EventShape.of(ReviewPublished.TYPE).orElseThrow().paths())
        .containsExactly(
            "reviewId",
            "productId",
            "authorId",
            "verified",
            "mediaKinds[]",
            "length",
            "incentivised",
            "programmeId",
            "occurredAt");
  }

  @Test
  void shouldLeaveHashesForFraudChecksOut() {
    assertThat(EventShape.of(OrderPaid.TYPE).orElseThrow().paths())
        .containsExactly(
            "orderId",
            "customerId",
            "occurredAt",
            "amount.amount",
            "amount.currency",
            "claim.token",
            "claim.code",
            "claim.couponCode");
  }

  @Test
  void shouldKeepKnownFieldsOnlyAndGiveThemTheirTypes() {
    EventShape shape = EventShape.of(OrderPlaced.TYPE).orElseThrow();
    Map<String, Object> payload =
        Map.of(
            "orderId",
            "o1",
            "rating",
            5,
            "occurredAt",
            "2026-11-25T10:00:00Z",
            "amount",
            Map.of("amount", 12, "currency", "CNY", "mood", "good"),
            "items",
            List.of(Map.of("productId", "p1", "quantity", 2, "stars", 1)));

    Map<String, Object> compact = shape.compact(payload);

    assertThat(compact)
        .isEqualTo(
            Map.of(
                "orderId",
                "o1",
                "occurredAt",
                "2026-11-25T10:00:00Z",
                "amount",
                Map.of("amount", 12, "currency", "CNY"),
                "items",
                List.of(Map.of("productId", "p1", "quantity", 2))));
    assertThat(shape.values(compact))
        .isEqualTo(
            Map.of(
                "orderId", "o1",
                "occurredAt", Instant.parse("2026-11-25T10:00:00Z"),
                "amount", Map.of("amount", 12L, "currency", "CNY"),
                "items", List.of(Map.of("productId", "p1", "quantity", 2L))));
  }

  @Test
  void shouldReadDurationsAndFlags() {
    EventShape shape = EventShape.of("io.goodword.referral.campaign.started.v1").orElseThrow();
    assertThat(shape.paths()).contains("rewards[].holdingPeriod", "termsVersion");
    Map<String, Object> values =
        shape.values(Map.of("rewards", List.of(Map.of("holdingPeriod", "PT336H", "amount", 7))));
    assertThat(values)
        .isEqualTo(
            Map.of("rewards", List.of(Map.of("holdingPeriod", Duration.ofDays(14), "amount", 7L))));
    assertThat(EventShape.of(ReviewPublished.TYPE).orElseThrow().values(Map.of("verified", true)))
        .isEqualTo(Map.of("verified", true));
  }
}
