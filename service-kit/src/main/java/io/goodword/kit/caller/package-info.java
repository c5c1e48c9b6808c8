/** Who is calling, as the OIDC token tells. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.caller;
