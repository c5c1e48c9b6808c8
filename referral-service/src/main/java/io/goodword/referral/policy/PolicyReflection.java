package io.goodword.referral.policy;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native executable must keep readable and writable as JSON. */
@RegisterForReflection(
    targets = {
      PolicyPack.class,
      PolicyPack.Permission.class,
      PolicyPack.Depth.class,
      PolicyPack.PrizeCap.class,
      PolicyPack.QuietHours.class,
      PolicyPack.Disclosure.class
    })
class PolicyReflection {}
