package io.goodword.referral.milestone;

import java.util.Locale;

/** A step of a friend that a campaign may reward. */
public enum Milestone {
  /** Became a customer. */
  REGISTERED,
  /** Paid the first order after the recommendation. */
  FIRST_PAID_ORDER;

  /** Name in events, terms and answers. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
