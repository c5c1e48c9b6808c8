/** Commands to and facts of notification-service; the requests topic alone is short-lived. */
@NullMarked
package io.goodword.contracts.notification;

import org.jspecify.annotations.NullMarked;
