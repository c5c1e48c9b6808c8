package io.goodword.referral.commerce;

import io.goodword.contracts.Money;
import io.goodword.contracts.commerce.Claim;
import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.CustomerSeen;
import io.goodword.contracts.commerce.Evidence;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderItem;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderPlaced;
import io.goodword.contracts.commerce.OrderRefunded;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps the records that JSON is read into by reflection in a native image. */
@RegisterForReflection(
    targets = {
      Claim.class,
      CustomerRegistered.class,
      CustomerSeen.class,
      Evidence.class,
      Money.class,
      OrderCancelled.class,
      OrderDelivered.class,
      OrderItem.class,
      OrderPaid.class,
      OrderPlaced.class,
      OrderRefunded.class,
      FactReader.Envelope.class
    })
final class ContractReflection {

  private ContractReflection() {}
}
