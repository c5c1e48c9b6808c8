package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.reward.intake.Intake;
import io.goodword.reward.intake.SetReactions;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes back what rules gave for orders that come back. */
@ApplicationScoped
class OrderReturnConsumer {

  private final Intake intake;
  private final SetReactions reactions;

  OrderReturnConsumer(Intake intake, RuleGranting granting) {
    this.intake = intake;
    this.reactions =
        SetReactions.of("reward.order-return", EventCatalogue.typesOn("goodword.commerce"))
            .together(OrderPaid.TYPE, OrderPaid.class, granting::paid)
            .alone(OrderRefunded.TYPE, OrderRefunded.class, granting::refunded)
            .alone(OrderCancelled.TYPE, OrderCancelled.class, granting::cancelled);
  }

  @Incoming("order-returns")
  @Blocking
  public CompletionStage<Void> receive(KafkaRecordBatch<String, byte[]> poll) {
    return intake.receive(poll, reactions);
  }
}
