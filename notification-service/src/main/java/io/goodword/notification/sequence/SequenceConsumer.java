package io.goodword.notification.sequence;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what other services ask for. */
@ApplicationScoped
@RegisterForReflection(targets = {SequenceRequested.class, SequenceStopped.class})
class SequenceConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  SequenceConsumer(Inbox inbox, Sequences sequences) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of(
                "notification.sequence", EventCatalogue.typesOn("goodword.notification.requests"))
            .on(SequenceRequested.TYPE, SequenceRequested.class, sequences::request)
            .on(SequenceStopped.TYPE, SequenceStopped.class, sequences::stop);
  }

  @Incoming("requests")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
