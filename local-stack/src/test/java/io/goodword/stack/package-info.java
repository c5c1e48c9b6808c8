/** Proves that each part of the local stack behaves like the server it stands for. */
@NullMarked
package io.goodword.stack;

import org.jspecify.annotations.NullMarked;
