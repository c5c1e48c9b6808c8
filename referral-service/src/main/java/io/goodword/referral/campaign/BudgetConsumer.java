package io.goodword.referral.campaign;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns which campaigns can no longer keep their promises. */
@ApplicationScoped
class BudgetConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  BudgetConsumer(Inbox inbox, Campaigns campaigns) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("referral.budget", EventCatalogue.typesOn("goodword.reward"))
            .on(BudgetExhausted.TYPE, BudgetExhausted.class, campaigns::budgetEnded);
  }

  @Incoming("budgets")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
