package io.goodword.referral.commerce;

import org.jspecify.annotations.Nullable;

/**
 * What the service does about facts once they are on file; called inside the transaction that
 * stores them, with the customer's row locked, so that facts of one customer never overtake each
 * other.
 */
public interface FactReaction {

  /**
   * Answer to a conversion.
   *
   * @param attributed whether the conversion belongs to a referral
   * @param referralId the referral, also when the friend is bound but this claim was refused
   * @param reason kebab-case reason when it is not attributed
   */
  record Outcome(boolean attributed, @Nullable String referralId, @Nullable String reason) {}

  /** Reacts to a registration or paid order. */
  Outcome converted(Conversion conversion);

  /** Reacts to any other change of what is known of a customer. */
  void changed(String customerId);

  /** The answer that an earlier report of the same conversion got. */
  Outcome outcomeOf(Conversion conversion);
}
