/** What any outsider has: an HTTP client, tokens of the issuer, the topics, patience and eyes. */
@NullMarked
package io.goodword.journeys.client;

import org.jspecify.annotations.NullMarked;
