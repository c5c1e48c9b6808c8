/** SMS leave through one SMPP 3.4 session that binds again by itself; receipts are believed. */
@NullMarked
package io.goodword.notification.sms;

import org.jspecify.annotations.NullMarked;
