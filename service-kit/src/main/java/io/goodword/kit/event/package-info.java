/**
 * An event on the wire: CloudEvents 1.0 in binary mode, read strictly and written the same way
 * everywhere.
 */
@NullMarked
package io.goodword.kit.event;

import org.jspecify.annotations.NullMarked;
