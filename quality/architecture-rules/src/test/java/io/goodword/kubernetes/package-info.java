/** What an API server and our operators would refuse is found here, without a cluster. */
@NullMarked
package io.goodword.kubernetes;

import org.jspecify.annotations.NullMarked;
