package io.goodword.review.request;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows orders of the shop. */
@ApplicationScoped
class RequestConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  RequestConsumer(Inbox inbox, ReviewRequests requests) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("review.request", EventCatalogue.typesOn("goodword.commerce"))
            .on(OrderPaid.TYPE, OrderPaid.class, requests::paid)
            .on(OrderDelivered.TYPE, OrderDelivered.class, requests::delivered)
            .on(OrderRefunded.TYPE, OrderRefunded.class, requests::refunded)
            .on(OrderCancelled.TYPE, OrderCancelled.class, requests::cancelled);
  }

  /** Takes one record of the topic. */
  @Incoming("commerce")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
