package io.goodword.referral.commerce;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.EventContract;
import io.goodword.kit.event.Event;
import io.goodword.kit.event.MalformedEvent;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes facts that the shop publishes on the topic itself; those that it reported over HTTP come by
 * here too and are known by their id.
 */
@ApplicationScoped
class CommerceConsumer {

  private final Inbox inbox;
  private final CommerceFacts facts;
  private final Clock clock;
  private final Reactions reactions;

  CommerceConsumer(Inbox inbox, CommerceFacts facts, Clock clock) {
    this.inbox = inbox;
    this.facts = facts;
    this.clock = clock;
    this.reactions = Reactions.of(CommerceFacts.CONSUMER, EventCatalogue.typesOn(FactReader.TOPIC));
    EventCatalogue.on(FactReader.TOPIC).forEach(this::reactTo);
  }

  @Incoming("commerce")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }

  private void reactTo(EventContract contract) {
    reactions.on(contract.type(), contract.payload(), this::take);
  }

  private void take(Record payload, Event event) {
    var fact = new ReportedFact(event.id(), event.type(), event.time(), payload);
    try {
      fact.check(clock.instant());
    } catch (ReportedFact.Broken broken) {
      throw new MalformedEvent(broken.field() + " " + broken.rule());
    }
    if (!fact.customerId().equals(event.subject())) {
      throw new MalformedEvent("the subject differs from data.customerId");
    }
    facts.observe(fact);
  }
}
