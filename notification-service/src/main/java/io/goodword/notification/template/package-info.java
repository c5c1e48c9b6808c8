/**
 * Every message exists in every language, takes only variables it declares, and keeps our voice.
 */
@NullMarked
package io.goodword.notification.template;

import org.jspecify.annotations.NullMarked;
