package io.goodword.referral.milestone;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps the records that JSON is made of by reflection in a native image. */
@RegisterForReflection(targets = {MilestoneReached.class, MilestoneRevoked.class})
final class MilestoneReflection {

  private MilestoneReflection() {}
}
