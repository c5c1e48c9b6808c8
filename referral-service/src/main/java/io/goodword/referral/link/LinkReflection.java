package io.goodword.referral.link;

import io.goodword.contracts.referral.LinkCreated;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native executable must keep readable and writable as JSON. */
@RegisterForReflection(
    targets = {LinkCreated.class, LinkResource.LinkView.class, LinkResource.LinkRequest.class})
class LinkReflection {}
