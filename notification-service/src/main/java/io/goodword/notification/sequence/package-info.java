/** A run sends its first message when due, reminds while it is wanted, and stops for good. */
@NullMarked
package io.goodword.notification.sequence;

import org.jspecify.annotations.NullMarked;
