package io.goodword.review.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.review.programme.Offer;
import io.goodword.review.programme.ProgrammeTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REV-01")
class ReviewRequestTest {

  private static final Instant DELIVERED = Instant.parse("2026-11-22T08:00:00Z");
  private static final Offer OFFER =
      new Offer("POINTS", 20, Map.of("zh-CN", "积分", "zh-TW", "點數", "en", "points"));

  private static ReviewRequest aRequest(List<Product> products) {
    var terms =
        new ProgrammeTerms(
            new UUID(1, 1),
            "CN",
            Duration.ofDays(7),
            Duration.ofDays(5),
            Duration.ofDays(45),
            OFFER);
    return new ReviewRequest(new UUID(2, 2), "o-1", "alice", products, terms, DELIVERED);
  }

  private final ReviewRequest request = aRequest(List.of(new Product("p-1", "咖啡")));

  @Test
  void shouldFreezeTimesAndOfferWhenPlanned() {
    assertThat(request.sendAt()).isEqualTo("2026-11-29T08:00:00Z");
    assertThat(request.expiresAt()).isEqualTo("2027-01-13T08:00:00Z");
    assertThat(request.invitation().offer()).isEqualTo(OFFER);
  }

  @Test
  void shouldOpenUntilExpiryAndNotAtIt() {
    assertThat(request.opening(request.expiresAt().minusSeconds(1)))
        .isInstanceOf(Opening.Open.class);
    assertThat(request.opening(request.expiresAt())).isInstanceOf(Opening.Expired.class);
  }

  @Test
  void shouldCloseOnceWhenSubmittedAndThenRefunded() {
    assertThat(request.submit(DELIVERED)).isTrue();
    assertThat(request.submit(DELIVERED)).isFalse();
    assertThat(request.stop("order-refunded", DELIVERED)).isFalse();
    assertThat(request.opening(DELIVERED)).isInstanceOf(Opening.Used.class);
  }

  @Test
  void shouldRefuseRequestWhenThereIsNothingToAskAbout() {
    assertThatThrownBy(() -> aRequest(List.of())).hasMessageContaining("products is empty");
  }
}
