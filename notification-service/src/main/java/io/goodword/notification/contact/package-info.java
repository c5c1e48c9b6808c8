/**
 * The only place of e-mail addresses and phone numbers: encrypted where they rest, masked where
 * they might be printed, gone when erased.
 */
@NullMarked
package io.goodword.notification.contact;

import org.jspecify.annotations.NullMarked;
