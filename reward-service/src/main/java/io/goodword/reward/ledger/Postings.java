package io.goodword.reward.ledger;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.ledger.LedgerWire.Result;
import io.goodword.reward.ledger.LedgerWire.WireOperation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls the posting function: any number of operations in one round trip. */
@Singleton
class Postings {

  private static final String CHECK_VIOLATION = "23514";
  private static final String OUT_OF_RANGE = "22003";
  private static final String UNKNOWN_ASSET = "GW001";
  private static final String CLOSED_PERIOD = "GW003";

  private final Sql sql;
  private final Ids ids;

  Postings(Sql sql, Ids ids) {
    this.sql = sql;
    this.ids = ids;
  }

  /**
   * Applies operations in their order.
   *
   * @return a result for each, and between them those of leases that nobody asked for
   * @throws Problem 422 unknown-asset or amount-out-of-range, 409 period-closed
   * @throws SqlFailure when the database gave the transaction up
   */
  List<Result> apply(List<Operation> operations, Instant now) {
    Map<AccountRef, Integer> accounts = LedgerWire.accounts(operations);
    List<WireOperation> wire =
        operations.stream().map(operation -> LedgerWire.of(operation, accounts, ids)).toList();
    return results(
        "select ledger_apply(?::jsonb, ?::jsonb, ?)",
        EventJson.write(wire),
        EventJson.write(accounts.keySet()),
        now);
  }

  /** Brings back to a budget what its slots have available. */
  List<Result> gather(AccountRef budget, Instant now) {
    return results(
        "select ledger_gather(id, ?) from accounts where class = ? and owner = ? and asset = ?",
        now,
        budget.accountClass().code(),
        budget.owner(),
        budget.asset());
  }

  private List<Result> results(String statement, Object... arguments) {
    String results;
    try {
      results = sql.first(statement, row -> row.getString(1), arguments).orElseThrow();
    } catch (SqlFailure failure) {
      throw switch (failure.state()) {
        case UNKNOWN_ASSET ->
            Problem.unprocessable("unknown-asset", "There is no such asset; define it first.");
        case CLOSED_PERIOD ->
            Problem.conflict(
                "period-closed", "The books are closed for that date; post it for an open month.");
        case OUT_OF_RANGE ->
            Problem.unprocessable("amount-out-of-range", "The balance would leave its range.");
        case CHECK_VIOLATION ->
            failure.constraint().equals("ck_balances_floor")
                ? Outcome.Refused.shortOf(null)
                : failure;
        default -> failure;
      };
    }
    return List.of(EventJson.readOwn(results, Result[].class));
  }
}
