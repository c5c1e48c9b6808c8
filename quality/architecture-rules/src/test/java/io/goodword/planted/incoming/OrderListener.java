package io.goodword.planted.incoming;

import io.goodword.kit.inbox.Inbox;
import org.eclipse.microprofile.reactive.messaging.Incoming;

class OrderListener {
  private final Inbox inbox = new Inbox();

  @Incoming("commerce")
  public void receive(String wire) {
    inbox.receive(wire, this);
  }
}
