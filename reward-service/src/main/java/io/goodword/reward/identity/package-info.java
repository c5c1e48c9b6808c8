/** Whose a token is, without verifying it anew in each request. */
@org.jspecify.annotations.NullMarked
package io.goodword.reward.identity;
