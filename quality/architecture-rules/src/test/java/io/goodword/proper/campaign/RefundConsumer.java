package io.goodword.proper.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class RefundConsumer {

  private final Intake intake;

  RefundConsumer(Intake intake) {
    this.intake = intake;
  }

  @Incoming("refunds")
  public void receive(List<String> poll) {
    intake.receive(poll, this);
  }
}
