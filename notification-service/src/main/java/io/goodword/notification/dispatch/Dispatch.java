package io.goodword.notification.dispatch;

import io.goodword.notification.contact.ContactErased;
import io.goodword.notification.contact.ContactStored;
import io.goodword.notification.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Takes orders for messages and hears what became of them. */
@ApplicationScoped
public class Dispatch {

  private final Messages messages;
  private final Templates templates;
  private final Clock clock;
  private final Event<SomethingDue> due;

  Dispatch(Messages messages, Templates templates, Clock clock, Event<SomethingDue> due) {
    this.messages = messages;
    this.templates = templates;
    this.clock = clock;
    this.due = due;
  }

  /** Something may be due once the current transaction is committed. */
  record SomethingDue() {}

  /**
   * Plans a message in the current transaction. The contact may come later.
   *
   * @return false when its send key was planned before
   * @throws io.goodword.kit.problem.Problem when the template cannot be filled
   */
  @Transactional
  public boolean plan(MessageOrder order) {
    templates.check(order.template(), order.data());
    boolean first = messages.insert(order, clock.instant());
    due.fire(new SomethingDue());
    return first;
  }

  /** Whether a send key was ever planned. */
  @Transactional
  public boolean isPlanned(String sendKey) {
    return messages.exists(sendKey);
  }

  /** Has the waiting messages of a run judged again, now that it was stopped. */
  @Transactional
  public void reconsider(String runKey) {
    messages.nudgeRun(runKey, clock.instant());
    due.fire(new SomethingDue());
  }

  /** The network says that the recipient's device has the message. */
  @Transactional
  public void delivered(UUID messageId) {
    messages.delivered(messageId, clock.instant());
  }

  /** The network says that the recipient's device will not have the message. */
  @Transactional
  public void undelivered(UUID messageId, String reason) {
    messages.undelivered(messageId, reason);
  }

  void contactArrived(@Observes ContactStored contact) {
    messages.nudgeCustomer(contact.customerId(), clock.instant());
    due.fire(new SomethingDue());
  }

  void contactErased(@Observes ContactErased contact) {
    messages.forgetCustomer(contact.customerId(), "contact-erased", clock.instant());
    due.fire(new SomethingDue());
  }
}
