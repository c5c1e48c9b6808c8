package io.goodword.referral.attribution;

import java.util.Locale;

/** Why a conversion is not attributed. */
public enum Reason {
  NO_CLAIM,
  UNKNOWN_CODE,
  TOKEN_FORGED,
  TOKEN_EXPIRED,
  TOKEN_REUSED,
  OUTSIDE_WINDOW,
  CAMPAIGN_NOT_RUNNING,
  SELF_REFERRAL,
  EXISTING_CUSTOMER,
  ALREADY_BOUND,
  SAME_PAYMENT,
  SAME_DEVICE,
  SAME_ADDRESS;

  /** Stable kebab-case code in answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
