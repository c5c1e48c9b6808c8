package io.goodword.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-04")
class AccountRefTest {

  @ParameterizedTest
  @ValueSource(strings = {"campaign-1", "a/b", "slot/2/c", "/", "9"})
  void shouldKnowTheBudgetOfASlot(String campaign) {
    AccountRef budget = AccountRef.budget(campaign, "POINTS");

    AccountRef slot = AccountRef.slot(budget, 16);

    assertThat(slot.accountClass()).isEqualTo(AccountClass.ESCROW);
    assertThat(slot.owner()).isEqualTo("slot/16/" + campaign);
    assertThat(slot.asBudget()).contains(budget);
    assertThat(budget.asBudget()).contains(budget);
  }

  @Test
  void shouldTakeNothingElseForABudget() {
    assertThat(AccountRef.escrow("draw/slot/1/campaign", "POINTS").asBudget()).isEmpty();
    assertThat(AccountRef.customer("slot/1/campaign", "POINTS").asBudget()).isEmpty();
    assertThat(AccountRef.issuance("POINTS").asBudget()).isEmpty();
  }

  @Test
  void shouldLockSlotsBeforeTheirBudget() {
    AccountRef budget = AccountRef.budget("campaign", "POINTS");

    assertThat(AccountRef.slot(budget, 1)).isLessThan(budget);
    assertThat(AccountRef.customer("zoe", "POINTS")).isLessThan(AccountRef.slot(budget, 1));
  }

  @Test
  void shouldRefuseASlotOfACampaignWithoutRoomForItsNumber() {
    assertThat(AccountRef.slot(AccountRef.budget("c".repeat(92), "POINTS"), 16).owner())
        .hasSize(100);
    assertThatThrownBy(() -> AccountRef.slot(AccountRef.budget("c".repeat(93), "POINTS"), 16))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> assertThat(refused.violations().getFirst().field()).isEqualTo("owner"));
  }
}
