package io.goodword.review.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-12")
class PaidPraiseTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "好评返现 5 元",
        "5星送券",
        "五星好评领红包",
        "五星好評送點數",
        "5 points for a 5-star review",
        "A gift for every positive review"
      })
  void shouldRecogniseWhenRewardAsksForPraise(String text) {
    assertThat(PaidPraise.isAskedFor(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"写下评价可得 20 积分", "寫下評價可得 20 點", "20 points for a review"})
  void shouldPassWhenRewardIsForAnyReview(String text) {
    assertThat(PaidPraise.isAskedFor(text)).isFalse();
  }

  @Test
  void shouldRefuseOfferWhenOneLanguageAsksForPraise() {
    var offer =
        new Offer("POINTS", 20, Map.of("zh-CN", "写评价得积分", "zh-TW", "五星好評送", "en", "For a review"));
    assertThatThrownBy(offer::mustNotPayForPraise)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("paid-praise"));
  }

  @Test
  void shouldHaveNoPlaceForRatingWhenOfferIsMade() {
    assertThat(Arrays.stream(Offer.class.getRecordComponents()).map(RecordComponent::getName))
        .containsExactly("asset", "amount", "text");
  }
}
