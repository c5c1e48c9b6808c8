package io.goodword.reward.tier;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.reward.EntryPosted;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns what moved on the accounts of customers. */
@ApplicationScoped
class TierEntryConsumer {

  /** Each entry has a counterpart, of a budget mostly, that is nobody's level. */
  private static final Set<String> OF_CUSTOMERS = Set.of("customer", "debt");

  private final Inbox inbox;
  private final Reactions reactions;

  TierEntryConsumer(Inbox inbox, Evaluating evaluating) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.tier", EventCatalogue.typesOn("goodword.reward"))
            .on(
                EntryPosted.TYPE,
                EntryPosted.class,
                entry ->
                    OF_CUSTOMERS.contains(entry.accountClass()) && evaluating.counts(entry.asset()),
                (entry, event) -> evaluating.posted(entry));
  }

  @Incoming("tier-entries")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
