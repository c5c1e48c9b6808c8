package io.goodword.referral.attribution;

import io.goodword.contracts.referral.ReferralAttributed;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps the records that JSON is made of by reflection in a native image. */
@RegisterForReflection(
    targets = {ReferralAttributed.class, Finding.class, Finding[].class, Finding.Verdict.class})
final class AttributionReflection {

  private AttributionReflection() {}
}
