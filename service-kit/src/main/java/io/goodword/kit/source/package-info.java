/** The injected sources of time and identity. */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.source;
