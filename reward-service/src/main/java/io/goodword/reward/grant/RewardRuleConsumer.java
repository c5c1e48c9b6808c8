package io.goodword.reward.grant;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.EventContract;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.goodword.reward.intake.Intake;
import io.goodword.reward.intake.SetReactions;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Lets rules see what happens in the shop and the suite, each topic by itself. Messages are the
 * most and the least rewarded: of them only what a rule listens to is kept, the rest costs one
 * look. Of the shop and of referrals, what no rule in force listens to is kept many at once.
 */
@ApplicationScoped
class RewardRuleConsumer {

  private final Inbox inbox;
  private final Intake intake;
  private final SetReactions commerce;
  private final SetReactions referral;
  private final Reactions review;
  private final Reactions notification;

  RewardRuleConsumer(Inbox inbox, Intake intake, RuleGranting granting) {
    this.inbox = inbox;
    this.intake = intake;
    this.commerce = keeping("reward.commerce-rule", "goodword.commerce", granting);
    this.referral = keeping("reward.referral-rule", "goodword.referral", granting);
    this.review = listening("reward.review-rule", "goodword.review", granting, any -> true);
    this.notification =
        listening("reward.notification-rule", "goodword.notification", granting, granting::listens);
  }

  @Incoming("rule-commerce")
  @Blocking
  public CompletionStage<Void> commerce(KafkaRecordBatch<String, byte[]> poll) {
    return intake.receive(poll, commerce);
  }

  @Incoming("rule-referral")
  @Blocking
  public CompletionStage<Void> referral(KafkaRecordBatch<String, byte[]> poll) {
    return intake.receive(poll, referral);
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

  private static SetReactions keeping(String consumer, String topic, RuleGranting granting) {
    return SetReactions.of(consumer, EventCatalogue.typesOn(topic))
        .together(
            EventCatalogue.on(topic), granting::isOnlyKept, granting::keep, granting::happened);
  }

  private static Reactions listening(
      String consumer, String topic, RuleGranting granting, Predicate<String> wanted) {
    Reactions reactions = Reactions.of(consumer, EventCatalogue.typesOn(topic));
    for (EventContract contract : EventCatalogue.on(topic)) {
      reactions.on(
          contract.type(),
          contract.payload(),
          payload -> wanted.test(contract.type()),
          granting::happened);
    }
    return reactions;
  }
}
