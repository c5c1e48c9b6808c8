package io.goodword.reward.grant;

import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.referral.RewardTerm;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.reward.Api;
import io.goodword.reward.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the other services would say about one campaign, on the real topics. */
final class Facts {

  final String campaign = Api.fresh("campaign");
  final String referral = Api.fresh("referral");
  final String advocate = Api.fresh("advocate");
  final String friend = Api.fresh("friend");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  /** 100 points to the advocate and 60 to the friend for the first paid order. */
  Facts started(String holdingPeriod) {
    return started(1, term("advocate", 100, holdingPeriod), term("friend", 60, holdingPeriod));
  }

  Facts started(int version, RewardTerm... terms) {
    Instant end = now.plus(30, ChronoUnit.DAYS);
    if (version == 1) {
      Events.publish(
          "goodword.referral",
          CampaignStarted.TYPE,
          campaign,
          Api.fresh("event"),
          new CampaignStarted(campaign, "CN", 1, now, end, List.of(terms), now));
    } else {
      Events.publish(
          "goodword.referral",
          CampaignRevised.TYPE,
          campaign,
          Api.fresh("event"),
          new CampaignRevised(campaign, "CN", version, now, end, List.of(terms), now));
    }
    return this;
  }

  RewardTerm term(String beneficiary, long amount, String holdingPeriod) {
    return new RewardTerm(
        campaign + "-" + beneficiary,
        "first-paid-order",
        beneficiary,
        "POINTS",
        amount,
        Duration.parse(holdingPeriod));
  }

  Facts reached() {
    return reached(Api.fresh("event"), 1);
  }

  Facts reached(String eventId, int termsVersion) {
    Events.publish(
        "goodword.referral",
        MilestoneReached.TYPE,
        referral,
        eventId,
        new MilestoneReached(
            referral,
            campaign,
            termsVersion,
            "first-paid-order",
            advocate,
            friend,
            "order-" + referral,
            now));
    return this;
  }

  /** So much of an order of 300 is refunded, all refunds together. */
  Facts refunded(long refunded) {
    Events.publish(
        "goodword.referral",
        MilestoneRevoked.TYPE,
        referral,
        Api.fresh("event"),
        new MilestoneRevoked(
            referral,
            campaign,
            "first-paid-order",
            advocate,
            friend,
            "order-" + referral,
            refunded,
            300,
            now));
    return this;
  }

  Facts reviewed(String review, String author, boolean incentivised) {
    Events.publish(
        "goodword.review",
        ReviewPublished.TYPE,
        review,
        Api.fresh("event"),
        new ReviewPublished(
            review,
            "product-1",
            author,
            true,
            List.of(),
            20,
            incentivised,
            incentivised ? campaign : null,
            now));
    return this;
  }
}
