package io.goodword.review.request;

import io.goodword.contracts.Money;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderItem;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.contracts.review.ReviewRequestScheduled;
import io.goodword.review.programme.Offer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Records that Jackson reads and writes by reflection in a native image. */
@RegisterForReflection(
    targets = {
      OrderPaid.class,
      OrderDelivered.class,
      OrderRefunded.class,
      OrderCancelled.class,
      OrderItem.class,
      Money.class,
      SequenceRequested.class,
      SequenceStopped.class,
      ReviewRequestScheduled.class,
      Product.class,
      Offer.class
    })
final class RequestReflection {

  private RequestReflection() {}
}
