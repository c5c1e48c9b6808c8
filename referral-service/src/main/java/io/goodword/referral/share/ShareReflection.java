package io.goodword.referral.share;

import io.goodword.contracts.referral.ShareIntended;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native executable must keep readable and writable as JSON. */
@RegisterForReflection(
    targets = {
      ShareIntended.class,
      Payload.class,
      ShareResource.PayloadsView.class,
      ShareResource.Intent.class
    })
class ShareReflection {}
