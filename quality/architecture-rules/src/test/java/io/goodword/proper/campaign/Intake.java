package io.goodword.proper.campaign;

import io.goodword.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class Intake {

  private final Inbox inbox;

  Intake(Inbox inbox) {
    this.inbox = inbox;
  }

  void receive(List<String> poll, Object reactions) {
    poll.forEach(wire -> inbox.receive(wire, reactions));
  }
}
