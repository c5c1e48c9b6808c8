/** Facts of referral-service: campaigns, links, attributions and milestones. */
@NullMarked
package io.goodword.contracts.referral;

import org.jspecify.annotations.NullMarked;
