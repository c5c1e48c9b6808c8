package io.goodword.planted.inbox;

import org.eclipse.microprofile.reactive.messaging.Incoming;

class OrderConsumer {
  @Incoming("commerce")
  public void receive(String wire) {
    System.out.println(wire);
  }
}
