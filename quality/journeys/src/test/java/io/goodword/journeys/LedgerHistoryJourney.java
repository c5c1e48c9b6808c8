package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.journeys.history.History;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The history of the ledger under kills, with one seed; {@code LedgerProof} is the long form. */
@Order(10)
class LedgerHistoryJourney {

  private static final long SEED = 20_261_125L;

  @Test
  @DisabledIfSystemProperty(
      named = "goodword.stack",
      matches = "running",
      disabledReason = "only processes of a stack of our own are killed")
  void shouldAnswerAsTheOracleWhenServiceAndDatabaseAreKilled() {
    assertThat(History.interrupted(TheStack.own(), SEED, 2, System.out)).isTrue();
  }
}
