package io.goodword.planted.inbox;

import org.eclipse.microprofile.reactive.messaging.Incoming;

class RefundConsumer {
  private final Intake intake = new Intake();

  @Incoming("refunds")
  public void receive(String poll) {
    intake.receive(poll);
  }
}
