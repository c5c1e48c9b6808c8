package io.goodword.reward.tier;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.reward.intake.Intake;
import io.goodword.reward.intake.SetReactions;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns which friends paid, and whose orders were refunded. */
@ApplicationScoped
class TierReferralConsumer {

  private final Intake intake;
  private final SetReactions reactions;

  TierReferralConsumer(Intake intake, Evaluating evaluating) {
    this.intake = intake;
    this.reactions =
        SetReactions.of("reward.tier-referral", EventCatalogue.typesOn("goodword.referral"))
            .together(MilestoneReached.TYPE, MilestoneReached.class, evaluating::reached)
            .alone(MilestoneRevoked.TYPE, MilestoneRevoked.class, evaluating::revoked);
  }

  @Incoming("tier-referrals")
  @Blocking
  public CompletionStage<Void> receive(KafkaRecordBatch<String, byte[]> poll) {
    return intake.receive(poll, reactions);
  }
}
