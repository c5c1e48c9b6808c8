package io.goodword.reward.audit;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Purpose;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Posts journals and has them sealed at once. */
@Singleton
class Chain {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Sealing sealing;
  private final Ledger ledger;

  Chain(Sealing sealing, Ledger ledger) {
    this.sealing = sealing;
    this.ledger = ledger;
  }

  /** Gives a customer something out of a budget. */
  UUID give(String campaign, String customer, long amount) {
    return ledger
        .post(
            fresh("give"),
            Purpose.of("grant", "test").in(campaign).because("occasion", "cause"),
            List.of(
                Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
                Leg.earn(AccountRef.customer(customer, "POINTS"), amount)))
        .journalId();
  }

  /** A fresh campaign with a budget. */
  static String campaign(long amount) {
    String campaign = fresh("campaign");
    Api.fund(campaign, "POINTS", amount).then().statusCode(201);
    return campaign;
  }

  /** Returns when every journal is sealed, by whoever. */
  void sealAll() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              while (sealing.seal() > 0) {
                assertThat(sealing.waiting()).isNotNegative();
              }
              return sealing.waiting() == 0;
            });
  }

  /** The block of a sealed journal. */
  static long heightOf(Connection connection, UUID journal) throws SQLException {
    try (var statement =
        connection.prepareStatement("select height from chain_links where journal_id = ?")) {
      statement.setObject(1, journal);
      try (var row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getLong(1);
      }
    }
  }
}
