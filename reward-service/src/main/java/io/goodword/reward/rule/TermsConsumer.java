package io.goodword.reward.rule;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns the terms of campaigns. */
@ApplicationScoped
class TermsConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  TermsConsumer(Inbox inbox, Rules rules) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.rule", EventCatalogue.typesOn("goodword.referral"))
            .on(CampaignStarted.TYPE, CampaignStarted.class, rules::started)
            .on(CampaignRevised.TYPE, CampaignRevised.class, rules::revised);
  }

  @Incoming("terms")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
