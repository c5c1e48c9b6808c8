package io.goodword.contracts;

import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.CustomerSeen;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderPlaced;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.contracts.notification.ConsentChanged;
import io.goodword.contracts.notification.MessageSent;
import io.goodword.contracts.notification.MessageSuppressed;
import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.contracts.referral.CampaignEnded;
import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.LinkCreated;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.referral.ReferralAttributed;
import io.goodword.contracts.referral.ShareIntended;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.review.ReviewRejected;
import io.goodword.contracts.review.ReviewRequestScheduled;
import io.goodword.contracts.review.ReviewSubmitted;
import io.goodword.contracts.reward.AdjustmentDecided;
import io.goodword.contracts.reward.AdjustmentRequested;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.contracts.reward.BudgetThreshold;
import io.goodword.contracts.reward.CouponIssued;
import io.goodword.contracts.reward.CouponRedeemed;
import io.goodword.contracts.reward.CouponRolledBack;
import io.goodword.contracts.reward.DrawCancelled;
import io.goodword.contracts.reward.DrawCommitted;
import io.goodword.contracts.reward.DrawFrozen;
import io.goodword.contracts.reward.DrawSettled;
import io.goodword.contracts.reward.EntryPosted;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.contracts.reward.HoldExpired;
import io.goodword.contracts.reward.HoldOpened;
import io.goodword.contracts.reward.HoldPosted;
import io.goodword.contracts.reward.HoldVoided;
import io.goodword.contracts.reward.LotExpired;
import io.goodword.contracts.reward.LotExpiring;
import io.goodword.contracts.reward.RedemptionCancelled;
import io.goodword.contracts.reward.RedemptionConfirmed;
import io.goodword.contracts.reward.RedemptionRequested;
import io.goodword.contracts.reward.RedemptionShipped;
import io.goodword.contracts.reward.TaxThresholdReached;
import io.goodword.contracts.reward.TierChanged;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every released event; a type that is not listed here is refused by every consumer. */
public final class EventCatalogue {

  /** All contracts, in no particular order. */
  public static final List<EventContract> ALL =
      List.of(
          new EventContract(CustomerRegistered.TYPE, CustomerRegistered.class),
          new EventContract(CustomerSeen.TYPE, CustomerSeen.class),
          new EventContract(OrderCancelled.TYPE, OrderCancelled.class),
          new EventContract(OrderDelivered.TYPE, OrderDelivered.class),
          new EventContract(OrderPaid.TYPE, OrderPaid.class),
          new EventContract(OrderPlaced.TYPE, OrderPlaced.class),
          new EventContract(OrderRefunded.TYPE, OrderRefunded.class),
          new EventContract(ConsentChanged.TYPE, ConsentChanged.class),
          new EventContract(MessageSent.TYPE, MessageSent.class),
          new EventContract(MessageSuppressed.TYPE, MessageSuppressed.class),
          new EventContract(SequenceRequested.TYPE, SequenceRequested.class),
          new EventContract(SequenceStopped.TYPE, SequenceStopped.class),
          new EventContract(CampaignEnded.TYPE, CampaignEnded.class),
          new EventContract(CampaignPaused.TYPE, CampaignPaused.class),
          new EventContract(CampaignRevised.TYPE, CampaignRevised.class),
          new EventContract(CampaignStarted.TYPE, CampaignStarted.class),
          new EventContract(LinkCreated.TYPE, LinkCreated.class),
          new EventContract(MilestoneReached.TYPE, MilestoneReached.class),
          new EventContract(MilestoneRevoked.TYPE, MilestoneRevoked.class),
          new EventContract(ReferralAttributed.TYPE, ReferralAttributed.class),
          new EventContract(ShareIntended.TYPE, ShareIntended.class),
          new EventContract(ReviewPublished.TYPE, ReviewPublished.class),
          new EventContract(ReviewRejected.TYPE, ReviewRejected.class),
          new EventContract(ReviewRequestScheduled.TYPE, ReviewRequestScheduled.class),
          new EventContract(ReviewSubmitted.TYPE, ReviewSubmitted.class),
          new EventContract(AdjustmentDecided.TYPE, AdjustmentDecided.class),
          new EventContract(AdjustmentRequested.TYPE, AdjustmentRequested.class),
          new EventContract(BudgetExhausted.TYPE, BudgetExhausted.class),
          new EventContract(BudgetThreshold.TYPE, BudgetThreshold.class),
          new EventContract(CouponIssued.TYPE, CouponIssued.class),
          new EventContract(CouponRedeemed.TYPE, CouponRedeemed.class),
          new EventContract(CouponRolledBack.TYPE, CouponRolledBack.class),
          new EventContract(DrawCancelled.TYPE, DrawCancelled.class),
          new EventContract(DrawCommitted.TYPE, DrawCommitted.class),
          new EventContract(DrawFrozen.TYPE, DrawFrozen.class),
          new EventContract(DrawSettled.TYPE, DrawSettled.class),
          new EventContract(EntryPosted.TYPE, EntryPosted.class),
          new EventContract(GrantConfirmed.TYPE, GrantConfirmed.class),
          new EventContract(GrantMade.TYPE, GrantMade.class),
          new EventContract(GrantRefused.TYPE, GrantRefused.class),
          new EventContract(GrantReversed.TYPE, GrantReversed.class),
          new EventContract(HoldExpired.TYPE, HoldExpired.class),
          new EventContract(HoldOpened.TYPE, HoldOpened.class),
          new EventContract(HoldPosted.TYPE, HoldPosted.class),
          new EventContract(HoldVoided.TYPE, HoldVoided.class),
          new EventContract(LotExpired.TYPE, LotExpired.class),
          new EventContract(LotExpiring.TYPE, LotExpiring.class),
          new EventContract(RedemptionCancelled.TYPE, RedemptionCancelled.class),
          new EventContract(RedemptionConfirmed.TYPE, RedemptionConfirmed.class),
          new EventContract(RedemptionRequested.TYPE, RedemptionRequested.class),
          new EventContract(RedemptionShipped.TYPE, RedemptionShipped.class),
          new EventContract(TierChanged.TYPE, TierChanged.class),
          new EventContract(TaxThresholdReached.TYPE, TaxThresholdReached.class));

  private EventCatalogue() {}

  /** Contracts of what may appear on a topic; empty for an unknown topic. */
  public static List<EventContract> on(String topic) {
    return ALL.stream().filter(contract -> contract.topic().equals(topic)).toList();
  }

  /** Their types. */
  public static Set<String> typesOn(String topic) {
    return on(topic).stream().map(EventContract::type).collect(Collectors.toUnmodifiableSet());
  }
}
