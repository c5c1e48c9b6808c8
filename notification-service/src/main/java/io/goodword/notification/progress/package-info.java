/** Each step of a recommendation is told, once, to those whom it concerns. */
@NullMarked
package io.goodword.notification.progress;

import org.jspecify.annotations.NullMarked;
