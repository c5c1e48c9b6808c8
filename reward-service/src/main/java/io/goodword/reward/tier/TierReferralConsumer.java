package io.goodword.reward.tier;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns which friends paid, and whose orders were refunded. */
@ApplicationScoped
class TierReferralConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  TierReferralConsumer(Inbox inbox, Evaluating evaluating) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.tier-referral", EventCatalogue.typesOn("goodword.referral"))
            .on(MilestoneReached.TYPE, MilestoneReached.class, evaluating::reached)
            .on(MilestoneRevoked.TYPE, MilestoneRevoked.class, evaluating::revoked);
  }

  @Incoming("tier-referrals")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
