package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reacts to published reviews, of which it learns neither rating nor words. */
@ApplicationScoped
class ReviewConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  ReviewConsumer(Inbox inbox, Granting granting) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.review-grant", EventCatalogue.typesOn("goodword.review"))
            .on(ReviewPublished.TYPE, ReviewPublished.class, granting::published);
  }

  @Incoming("reviews")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
