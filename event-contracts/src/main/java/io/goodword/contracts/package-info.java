/** The shared language of the services: every event type, its topic and its payload record. */
@NullMarked
package io.goodword.contracts;

import org.jspecify.annotations.NullMarked;
