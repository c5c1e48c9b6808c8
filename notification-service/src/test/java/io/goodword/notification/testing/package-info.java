/** What the tests of all features need: the shop, other services, and a mail server with faults. */
@NullMarked
package io.goodword.notification.testing;

import org.jspecify.annotations.NullMarked;
