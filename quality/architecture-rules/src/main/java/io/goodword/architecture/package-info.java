/** The rules that every module obeys; each says in its failure how to mend the code. */
@NullMarked
package io.goodword.architecture;

import org.jspecify.annotations.NullMarked;
