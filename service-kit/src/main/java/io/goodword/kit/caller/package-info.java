/** Who is calling, as the OIDC token tells. */
@NullMarked
package io.goodword.kit.caller;

import org.jspecify.annotations.NullMarked;
