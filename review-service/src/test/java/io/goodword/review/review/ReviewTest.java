package io.goodword.review.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.review.moderation.Reason;
import io.goodword.review.moderation.Verdict;
import io.goodword.review.request.Invitation;
import io.goodword.review.request.Product;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REV-02")
@Tag("REV-03")
class ReviewTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Product COFFEE = new Product("p-1", "云南小粒咖啡豆");

  private static Review aReview(int stars, String text) {
    var invitation =
        new Invitation(
            new UUID(1, 1), "alice", "CN", new UUID(2, 2), List.of(COFFEE), /* offer= */ null);
    return new Review(new UUID(3, 3), invitation, COFFEE, stars, text, false, NOW);
  }

  private static Review held(String text) {
    Review review = aReview(1, text);
    review.judge(new Verdict.Hold(List.of(Reason.PERSONAL_DATA)), NOW);
    return review;
  }

  @Property
  void shouldEndInSameStateForAllStarsWhenTextIsJudged(
      @ForAll("verdicts") Verdict verdict, @ForAll @IntRange(min = 1, max = 5) int stars) {
    Review one = aReview(1, "text");
    Review other = aReview(stars, "text");
    one.judge(verdict, NOW);
    other.judge(verdict, NOW);
    assertThat(other.state()).isEqualTo(one.state());
    assertThat(other.reasons()).isEqualTo(one.reasons());
  }

  @Test
  void shouldRefuseOtherTransitionsWhenReviewIsNotHeld() {
    Review published = aReview(5, "好");
    published.judge(new Verdict.Publish(), NOW);
    assertConflict(() -> published.reject("mo", Reason.PROFANITY, null, NOW), "review-published");
    assertConflict(() -> published.publish("mo", null, NOW), "review-published");
    assertConflict(() -> published.release("好", NOW), "review-published");
    assertConflict(() -> published.judge(new Verdict.Publish(), NOW), "review-published");

    Review rejected = aReview(5, "x");
    rejected.judge(new Verdict.Reject(Reason.ILLEGAL_GOODS), NOW);
    assertConflict(() -> rejected.publish("mo", null, NOW), "review-rejected");
  }

  @Test
  void shouldShowMaskedTextWhenReleasedByTime() {
    Review review = held("电话13800138000");
    review.release("电话***********", NOW);
    assertThat(review.state()).isEqualTo(ReviewState.PUBLISHED);
    assertThat(review.shownText()).isEqualTo("电话***********");
    assertThat(review.isMasked()).isTrue();
    assertThat(review.decidedBy()).isEqualTo(Review.RELEASED);
  }

  @Test
  void shouldShowWholeTextWhenModeratorPublishes() {
    Review review = held("电话13800138000是店家的公开电话");
    review.publish("mo", "public number of the shop", NOW);
    assertThat(review.shownText()).isEqualTo("电话13800138000是店家的公开电话");
    assertThat(review.decidedBy()).isEqualTo("mo");
  }

  @Test
  void shouldHaveNoWayToChangeStarsWhenHandedIn() {
    assertThat(Arrays.stream(Review.class.getDeclaredMethods()))
        .filteredOn(method -> !method.isSynthetic() && method.getReturnType() == void.class)
        .extracting(Method::getName)
        .containsOnly("judge", "publish", "reject", "release", "decide", "mustBe");
    assertThatThrownBy(() -> aReview(6, "x")).hasMessageContaining("stars is 6");
    assertThatThrownBy(() -> aReview(0, "x")).hasMessageContaining("stars is 0");
  }

  @Test
  void shouldShowAtMostFirstCharacterOfAuthorWhenNamed() {
    assertThat(AuthorName.of("alice", false, PageLanguage.ZH_CN)).isEqualTo("顾客 a***");
    assertThat(AuthorName.of("😀x", false, PageLanguage.EN)).isEqualTo("Customer 😀***");
    assertThat(AuthorName.of("alice", true, PageLanguage.ZH_TW)).isEqualTo("匿名顧客");
  }

  @Provide
  Arbitrary<Verdict> verdicts() {
    Arbitrary<Reason> reasons = Arbitraries.of(Reason.values());
    return Arbitraries.oneOf(
        Arbitraries.just(new Verdict.Publish()),
        reasons.map(Verdict.Reject::new),
        reasons.list().ofMinSize(1).ofMaxSize(4).map(Verdict.Hold::new));
  }

  private static void assertConflict(Runnable transition, String code) {
    assertThatThrownBy(transition::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.code()).isEqualTo(code);
            });
  }
}
