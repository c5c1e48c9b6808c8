package io.goodword.reward.grant;

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

/** Reacts to what friends reach and to what is refunded. */
@ApplicationScoped
class MilestoneConsumer {

  private final Intake intake;
  private final SetReactions reactions;

  MilestoneConsumer(Intake intake, Granting granting) {
    this.intake = intake;
    this.reactions =
        SetReactions.of("reward.grant", EventCatalogue.typesOn("goodword.referral"))
            .together(MilestoneReached.TYPE, MilestoneReached.class, granting::reached)
            .alone(MilestoneRevoked.TYPE, MilestoneRevoked.class, granting::revoked);
  }

  @Incoming("milestones")
  @Blocking
  public CompletionStage<Void> receive(KafkaRecordBatch<String, byte[]> poll) {
    return intake.receive(poll, reactions);
  }
}
