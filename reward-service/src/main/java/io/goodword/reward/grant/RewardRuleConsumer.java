package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.EventContract;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Lets rules see what happens in the shop and the suite, each topic by itself. Messages are the
 * most and the least rewarded: of them only what a rule listens to is kept, the rest costs one
 * look.
 */
@ApplicationScoped
class RewardRuleConsumer {

  private final Inbox inbox;
  private final Reactions commerce;
  private final Reactions referral;
  private final Reactions review;
  private final Reactions notification;

  RewardRuleConsumer(Inbox inbox, RuleGranting granting) {
    this.inbox = inbox;
    this.commerce = listening("reward.commerce-rule", "goodword.commerce", granting, any -> true);
    this.referral = listening("reward.referral-rule", "goodword.referral", granting, any -> true);
    this.review = listening("reward.review-rule", "goodword.review", granting, any -> true);
    this.notification =
        listening("reward.notification-rule", "goodword.notification", granting, granting::listens);
  }

  @Incoming("rule-commerce")
  @Blocking
  public void commerce(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, commerce);
  }

  @Incoming("rule-referral")
  @Blocking
  public void referral(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, referral);
  }

  @Incoming("rule-review")
  @Blocking
  public void review(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, review);
  }

  @Incoming("rule-notification")
  @Blocking
  public void notification(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, notification);
  }

  private static Reactions listening(
      String consumer, String topic, RuleGranting granting, Predicate<String> wanted) {
    Reactions reactions = Reactions.of(consumer, EventCatalogue.typesOn(topic));
    for (EventContract contract : EventCatalogue.ALL) {
      if (contract.topic().equals(topic)) {
        reactions.on(
            contract.type(),
            contract.payload(),
            payload -> wanted.test(contract.type()),
            granting::happened);
      }
    }
    return reactions;
  }
}
