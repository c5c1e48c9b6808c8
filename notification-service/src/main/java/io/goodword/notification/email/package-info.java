/** E-mails leave through SMTP with headers that let machines sort and unsubscribe them. */
@NullMarked
package io.goodword.notification.email;

import org.jspecify.annotations.NullMarked;
