/**
 * What a customer allowed or refused is kept with proof, the last word counts, and an address that
 * asked for silence gets silence.
 */
@NullMarked
package io.goodword.notification.consent;

import org.jspecify.annotations.NullMarked;
