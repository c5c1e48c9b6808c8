package io.goodword.reward.tax;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns in which market a campaign runs. */
@ApplicationScoped
class MarketConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  MarketConsumer(Inbox inbox, TaxRules rules) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.tax", EventCatalogue.typesOn("goodword.referral"))
            .on(
                CampaignStarted.TYPE,
                CampaignStarted.class,
                event -> rules.runs(event.campaignId(), event.market()))
            .on(
                CampaignRevised.TYPE,
                CampaignRevised.class,
                event -> rules.runs(event.campaignId(), event.market()));
  }

  @Incoming("markets")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
