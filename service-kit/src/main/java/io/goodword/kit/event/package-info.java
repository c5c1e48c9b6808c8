/**
 * An event on the wire: CloudEvents 1.0 in binary mode, read strictly and written the same way
 * everywhere.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.event;
