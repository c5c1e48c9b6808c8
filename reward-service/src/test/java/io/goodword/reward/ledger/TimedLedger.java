package io.goodword.reward.ledger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The posting function at a time that the test chooses, without events; the clock stands still. */
@Singleton
public class TimedLedger {

  private final Postings postings;

  TimedLedger(Postings postings) {
    this.postings = postings;
  }

  public List<Outcome> apply(List<Operation> operations, Instant at) {
    return QuarkusTransaction.requiringNew().call(() -> postings.apply(operations, at)).stream()
        .map(LedgerWire.Result::toOutcome)
        .toList();
  }

  public Outcome apply(Operation operation, Instant at) {
    return apply(List.of(operation), at).getFirst();
  }
}
