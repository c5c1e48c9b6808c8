/** Facts of reward-service: a public contract for finance, CRM and data warehouses. */
@NullMarked
package io.goodword.contracts.reward;

import org.jspecify.annotations.NullMarked;
