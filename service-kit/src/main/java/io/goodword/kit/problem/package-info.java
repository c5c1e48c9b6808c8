/**
 * Every error leaves as RFC 9457 problem+json, naming field, value and rule, never a class or a
 * stack.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.kit.problem;
