package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes back what rules gave for orders that come back. */
@ApplicationScoped
class OrderReturnConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  OrderReturnConsumer(Inbox inbox, RuleGranting granting) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.order-return", EventCatalogue.typesOn("goodword.commerce"))
            .on(OrderPaid.TYPE, OrderPaid.class, granting::paid)
            .on(OrderRefunded.TYPE, OrderRefunded.class, granting::refunded)
            .on(OrderCancelled.TYPE, OrderCancelled.class, granting::cancelled);
  }

  @Incoming("order-returns")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
