package io.goodword.reward.ledger;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.ledger.Histories.Entry;
import io.goodword.reward.ledger.Holdings.Balance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer has and how it came there, for those who show it. */
@ApplicationScoped
public class CustomerAccounts {

  private final Holdings holdings;
  private final Histories histories;
  private final Assets assets;

  CustomerAccounts(Holdings holdings, Histories histories, Assets assets) {
    this.holdings = holdings;
    this.histories = histories;
    this.assets = assets;
  }

  /**
   * What a customer has of an asset now, in minor units.
   *
   * @param balance what can be spent
   * @param pending held for the customer until a holding period ends
   * @param held set aside by the customer and not in the balance
   * @param debt owed after spending what was taken back; later rewards repay it first
   */
  public record Purse(Asset asset, long balance, long pending, long held, long debt) {}

  /**
   * A movement of an account.
   *
   * @param kind fund, grant, confirm, reverse, spend, adjust, expire, redeem, draw or lease
   * @param amount signed minor units
   */
  public record Movement(
      long sequence, Instant recordedAt, String kind, long amount, long balanceAfter) {}

  /** What a customer has of each asset that the customer ever had something of, by asset code. */
  @Transactional
  public List<Purse> purses(String customerId) {
    return holdings.of(customerId).stream().map(this::purse).toList();
  }

  /**
   * Movements of an account, newest first; none when it was never opened.
   *
   * @param before {@code next} of the page before, null for the newest
   * @throws Problem 400 malformed-cursor, 422 for a wrong limit
   */
  @Transactional
  public Page<Movement> latest(
      String customerId, String asset, @Nullable String before, int limit) {
    int size = Cursor.limit(limit);
    List<Movement> movements =
        histories
            .latest(
                AccountRef.customer(customerId, asset),
                before == null ? null : Histories.sequence(before),
                size + 1)
            .stream()
            .map(CustomerAccounts::movement)
            .toList();
    return Cursor.page(movements, size, movement -> Long.toString(movement.sequence()));
  }

  private Purse purse(Balance balance) {
    Long pending = balance.pending();
    Long held = balance.held();
    return new Purse(
        assets.find(balance.asset()).orElseThrow(),
        balance.balance(),
        pending == null ? 0 : pending,
        held == null ? 0 : held,
        balance.debt());
  }

  private static Movement movement(Entry entry) {
    return new Movement(
        entry.seq(), entry.recordedAt(), entry.kind(), entry.amount(), entry.balanceAfter());
  }
}
