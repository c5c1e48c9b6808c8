package io.goodword.reward.coupon;

import io.goodword.contracts.EventCatalogue;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reacts to grants of coupon assets. */
@ApplicationScoped
class GrantedCouponConsumer {

  private final Inbox inbox;
  private final Reactions reactions;

  GrantedCouponConsumer(Inbox inbox, GrantedCoupons coupons) {
    this.inbox = inbox;
    this.reactions =
        Reactions.of("reward.coupon", EventCatalogue.typesOn("goodword.reward"))
            .on(
                GrantMade.TYPE,
                GrantMade.class,
                grant -> Pool.isAsset(grant.asset()),
                (grant, event) -> coupons.made(grant))
            .on(
                GrantConfirmed.TYPE,
                GrantConfirmed.class,
                grant -> Pool.isAsset(grant.asset()),
                (grant, event) -> coupons.confirmed(grant))
            .on(
                GrantReversed.TYPE,
                GrantReversed.class,
                grant -> Pool.isAsset(grant.asset()),
                (grant, event) -> coupons.reversed(grant));
  }

  @Incoming("granted-coupons")
  @Blocking
  public void receive(ConsumerRecord<String, byte[]> record) {
    inbox.receive(record, reactions);
  }
}
