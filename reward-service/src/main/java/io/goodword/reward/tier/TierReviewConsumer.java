package io.goodword.reward.tier;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns which reviews were published. */
@ApplicationScoped
class TierReviewConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  TierReviewConsumer(Inbox inbox, Evaluating evaluating) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.tier-review", EventCatalogue.typesOn("goodword.review"))
            .on(ReviewPublished.TYPE, ReviewPublished.class, evaluating::published);
  }

  @Incoming("tier-reviews")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
