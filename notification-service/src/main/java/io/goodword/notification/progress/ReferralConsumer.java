package io.goodword.notification.progress;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.ReferralAttributed;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to referrals. */
@ApplicationScoped
@RegisterForReflection(targets = ReferralAttributed.class)
class ReferralConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  ReferralConsumer(Inbox inbox, ProgressMessages messages) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("notification.referral", EventCatalogue.typesOn("goodword.referral"))
            .on(ReferralAttributed.TYPE, ReferralAttributed.class, messages::attributed);
  }

  @Incoming("referral")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
