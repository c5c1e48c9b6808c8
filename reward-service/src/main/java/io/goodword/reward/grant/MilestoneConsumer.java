package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reacts to what friends reach and to what is refunded. */
@ApplicationScoped
class MilestoneConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  MilestoneConsumer(Inbox inbox, Granting granting) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.grant", EventCatalogue.typesOn("goodword.referral"))
            .on(MilestoneReached.TYPE, MilestoneReached.class, granting::reached)
            .on(MilestoneRevoked.TYPE, MilestoneRevoked.class, granting::revoked);
  }

  @Incoming("milestones")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
