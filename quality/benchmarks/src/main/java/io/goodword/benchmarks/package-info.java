/**
 * Figures of the whole suite, each beside a reference that ran in the same minutes on the same
 * machine.
 */
@NullMarked
package io.goodword.benchmarks;

import org.jspecify.annotations.NullMarked;
