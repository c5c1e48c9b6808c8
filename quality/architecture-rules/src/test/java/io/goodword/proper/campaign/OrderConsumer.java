package io.goodword.proper.campaign;

import io.goodword.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class OrderConsumer {

  private final Inbox inbox;

  OrderConsumer(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("commerce")
  public void receive(String wire) {
    inbox.receive(wire, this);
  }
}
