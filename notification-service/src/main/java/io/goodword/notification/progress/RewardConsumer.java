package io.goodword.notification.progress;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to rewards. */
@ApplicationScoped
@RegisterForReflection(targets = {GrantMade.class, GrantConfirmed.class, GrantReversed.class})
class RewardConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  RewardConsumer(Inbox inbox, ProgressMessages messages) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("notification.reward", EventCatalogue.typesOn("goodword.reward"))
            .on(GrantMade.TYPE, GrantMade.class, messages::granted)
            .on(GrantConfirmed.TYPE, GrantConfirmed.class, messages::confirmed)
            .on(GrantReversed.TYPE, GrantReversed.class, messages::reversed);
  }

  @Incoming("reward")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
