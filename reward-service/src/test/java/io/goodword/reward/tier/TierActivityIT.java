package io.goodword.reward.tier;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.reward.Api;
import io.goodword.reward.Events;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Levels by what other services tell. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-07")
class TierActivityIT {

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  /** Without it, those who give rewards would wait for its terms. */
  @BeforeEach
  void aCampaignThatRewardsNobody() {
    Instant now = Instant.now();
    Events.publish(
        "goodword.referral",
        CampaignStarted.TYPE,
        campaign,
        new CampaignStarted(campaign, "CN", 1, now, now.plusSeconds(60), List.of(), now));
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldCountFriendsWhoPaidInWhateverOrderTheFactsArrive() {
    Club club =
        new Club()
            .running(
                Map.of(
                    "qualifying",
                    Map.of("count", "referrals"),
                    "levels",
                    List.of(Club.level("MEMBER", 0), Club.level("SILVER", 2))));
    String kept = fresh("referral");
    String refundedFirst = fresh("referral");
    String refunded = fresh("referral");

    reached(kept, "registered");
    reached(kept, "first-paid-order");
    revoked(refundedFirst, 300);
    reached(refundedFirst, "first-paid-order");
    club.awaitQualifying(alice, 1);
    reached(refunded, "first-paid-order");
    reached(refunded, "first-paid-order");
    club.awaitLevel(alice, "SILVER");
    revoked(refunded, 299);
    reached(fresh("referral"), "first-paid-order");
    club.awaitQualifying(alice, 3);
    revoked(refunded, 300);
    club.awaitQualifying(alice, 2);

    assertThat(club.tier(alice).getString("level")).isEqualTo("SILVER");
    revoked(kept, 300);
    club.awaitLevel(alice, "MEMBER");
    assertThat(club.changes(alice).<String>getList("items.reason"))
        .containsExactly("taken-back", "qualified", "joined");
  }

  @Test
  void shouldCountReviewsOfWhatWasBoughtAndNothingAboutThem() {
    Club club =
        new Club()
            .running(
                Map.of(
                    "qualifying",
                    Map.of("count", "reviews"),
                    "levels",
                    List.of(Club.level("MEMBER", 0), Club.level("SILVER", 1))));
    String bob = fresh("bob");

    reviewed(bob, false);
    reviewed(alice, true);
    club.awaitLevel(alice, "SILVER");
    reviewed(bob, true);
    club.awaitLevel(bob, "SILVER");

    assertThat(club.tier(bob).getLong("qualifying")).isEqualTo(1);
  }

  private void reached(String referral, String milestone) {
    Events.publish(
        "goodword.referral",
        MilestoneReached.TYPE,
        referral,
        new MilestoneReached(
            referral, campaign, 1, milestone, alice, "friend", "order", Instant.now()));
  }

  private void revoked(String referral, long refunded) {
    Events.publish(
        "goodword.referral",
        MilestoneRevoked.TYPE,
        referral,
        new MilestoneRevoked(
            referral,
            campaign,
            "first-paid-order",
            alice,
            "friend",
            "order",
            refunded,
            300,
            Instant.now()));
  }

  private static void reviewed(String author, boolean verified) {
    String review = fresh("review");
    Events.publish(
        "goodword.review",
        ReviewPublished.TYPE,
        review,
        new ReviewPublished(
            review, "product", author, verified, List.of(), 20, false, null, Instant.now()));
  }
}
