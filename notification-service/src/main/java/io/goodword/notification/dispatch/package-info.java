/** Every planned message is sent once or visibly not at all, and its verdicts say why. */
@NullMarked
package io.goodword.notification.dispatch;

import org.jspecify.annotations.NullMarked;
