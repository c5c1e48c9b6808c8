/** House style: what the rules want, so that a rule that refuses everything is found out. */
@NullMarked
package io.goodword.proper.campaign;

import org.jspecify.annotations.NullMarked;
