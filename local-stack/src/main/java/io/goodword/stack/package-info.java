/**
 * Everything the suite needs around it on one machine (PostgreSQL, Kafka, an OIDC issuer, mail and
 * SMS sinks, an inbox to read them in) and the launcher that starts, watches and stops it all.
 */
@NullMarked
package io.goodword.stack;

import org.jspecify.annotations.NullMarked;
