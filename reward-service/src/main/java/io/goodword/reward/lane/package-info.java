/**
 * Those who want the same thing at the same time share one transaction; nobody waits for company.
 */
@org.jspecify.annotations.NullMarked
package io.goodword.reward.lane;
