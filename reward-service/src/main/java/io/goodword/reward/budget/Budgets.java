package io.goodword.reward.budget;

import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.contracts.reward.BudgetThreshold;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.Slots;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Funds campaigns and programmes and tells how much of it is used. */
@ApplicationScoped
@RegisterForReflection(targets = {BudgetThreshold.class, BudgetExhausted.class})
public class Budgets {

  private final Sql sql;
  private final Ledger ledger;
  private final Slots slots;
  private final Assets assets;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Clock clock;

  Budgets(
      Sql sql,
      Ledger ledger,
      Slots slots,
      Assets assets,
      Idempotency idempotency,
      Attempts attempts,
      Outbox outbox,
      Clock clock) {
    this.sql = sql;
    this.ledger = ledger;
    this.slots = slots;
    this.assets = assets;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What is added to a budget.
   *
   * @param campaignId campaign or review programme
   * @param amount positive minor units, at most 10^15
   */
  @RegisterForReflection
  record Funding(String campaignId, @Nullable String asset, @Nullable Long amount) {}

  /** A budget after a funding, in minor units. */
  @RegisterForReflection
  record Receipt(UUID journalId, long balance, long held, long available, long funded) {}

  /**
   * A budget in minor units: {@code funded = spent + held + available}, unless finance adjusted it.
   *
   * @param slots parts into which it is divided, 0 when it is not
   */
  record Budget(String asset, long funded, long spent, long held, long available, int slots) {}

  /** What was announced of a budget, and what it has with its slots. */
  private record Announced(long funded, int warned, long available) {

    long used() {
      return funded - available;
    }
  }

  /**
   * Moves value from issuance to the budget, once.
   *
   * @throws Problem 422 for an unknown asset or an amount that is not positive
   */
  Answer<Receipt> fund(IdempotencyKey key, Funding funding, String actor) {
    String asset = funding.asset();
    Long amount = funding.amount();
    if (asset == null) {
      throw Problem.invalid("asset", "is required", null);
    }
    if (amount == null || amount < 1 || amount > Leg.MAX_AMOUNT) {
      throw Problem.invalid("amount", "must be 1 to 10^15 minor units", amount);
    }
    AccountRef budget = AccountRef.budget(funding.campaignId(), asset);
    assets.mustKnow(asset);
    Purpose purpose = Purpose.of("fund", actor).in(funding.campaignId());
    List<Leg> legs = List.of(Leg.of(AccountRef.issuance(asset), -amount), Leg.of(budget, amount));
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                funding,
                Receipt.class,
                () ->
                    funded(
                        ledger.post(
                            "fund/" + key.principal() + "/" + key.value(), purpose, legs))));
  }

  private Receipt funded(Outcome.Posted posted) {
    Outcome.Book book =
        posted.books().stream()
            .filter(entry -> entry.accountClass() == AccountClass.BUDGET)
            .findFirst()
            .orElseThrow();
    // replayed: the idempotency row was forgotten, the journal was not
    long added = posted.replayed() ? 0 : book.amount();
    long funded =
        sql.first(
                "insert into budgets (campaign_id, asset, funded) values (?, ?, ?)"
                    + " on conflict (campaign_id, asset) do update"
                    + " set funded = budgets.funded + excluded.funded returning funded",
                row -> row.getLong(1),
                book.owner(),
                book.asset(),
                added)
            .orElseThrow();
    Budget budget = of(book.owner(), book.asset()).orElseThrow();
    if (!posted.replayed()) {
      sql.update(
          "update budgets set warned = ?, exhausted = false where campaign_id = ? and asset = ?",
          Share.reached(funded, funded - budget.available()),
          book.owner(),
          book.asset());
    }
    return new Receipt(
        posted.journalId(),
        budget.available() + budget.held(),
        budget.held(),
        budget.available(),
        funded);
  }

  /**
   * Divides a budget into slots, so that many who take from it at once do not wait for each other.
   *
   * @param count 0 to {@value Slots#MOST}; 0 for one that is not divided
   * @throws Problem 422 that names the field and the rule
   */
  @Transactional
  Budget divide(String campaignId, @Nullable String asset, @Nullable Integer count) {
    if (asset == null) {
      throw Problem.invalid("asset", "is required", null);
    }
    if (count == null) {
      throw Problem.invalid("count", "is required", null);
    }
    AccountRef budget = AccountRef.budget(campaignId, asset);
    assets.mustKnow(asset);
    if (of(campaignId, asset).isEmpty()) {
      throw Problem.unprocessable("not-funded", "The budget was never funded; fund it first.");
    }
    slots.divide(budget, count);
    return of(campaignId, asset).orElseThrow();
  }

  /** Every asset that a campaign or programme was given. */
  @Transactional
  List<Budget> of(String campaignId) {
    return sql.query(
        """
        select f.asset, f.funded, coalesce(b.posted, 0) as posted, coalesce(b.held, 0) as held,
               (select count(*) from budget_slots s where s.budget_id = b.account_id and s.open) as slots
          from budgets f left join budget_positions b on b.campaign_id = f.campaign_id and b.asset = f.asset
         where f.campaign_id = ? order by f.asset
        """,
        row -> {
          long funded = row.getLong("funded");
          long posted = row.getLong("posted");
          long held = row.getLong("held");
          return new Budget(
              row.getString("asset"),
              funded,
              Math.max(0, funded - posted),
              held,
              posted - held,
              row.getInt("slots"));
        },
        campaignId);
  }

  private Optional<Budget> of(String campaignId, String asset) {
    return of(campaignId).stream().filter(budget -> budget.asset().equals(asset)).findFirst();
  }

  /** What a campaign or programme can still give of an asset, in minor units. */
  @Transactional
  public long available(String campaignId, String asset) {
    return of(campaignId, asset).map(Budget::available).orElse(0L);
  }

  /**
   * Announces the shares that rewards have just used up, each once; to be called in the transaction
   * that used them, which still has the budget locked. What is used of a budget in slots while
   * others use more of it is announced with the next reward.
   *
   * @param touched accounts after the rewards; others than budgets are passed over
   */
  @Transactional(TxType.MANDATORY)
  public void used(Collection<Outcome.Book> touched) {
    touched.stream()
        .map(book -> book.account().asBudget())
        .flatMap(Optional::stream)
        .distinct()
        .forEach(this::announce);
  }

  private void announce(AccountRef budget) {
    Announced announced = announced(budget.owner(), budget.asset());
    int reached = Share.reached(announced.funded(), announced.used());
    if (reached <= announced.warned()
        || sql.update(
                "update budgets set warned = ? where campaign_id = ? and asset = ? and warned = ?",
                reached,
                budget.owner(),
                budget.asset(),
                announced.warned())
            == 0) {
      return;
    }
    for (int percent : Share.ANNOUNCED) {
      if (percent > announced.warned() && percent <= reached) {
        outbox.append(
            BudgetThreshold.TYPE,
            budget.owner(),
            new BudgetThreshold(
                budget.owner(),
                budget.asset(),
                percent,
                announced.funded(),
                announced.used(),
                clock.instant()));
      }
    }
  }

  /** Announces, once until the next funding, that a reward could not be paid. */
  @Transactional(TxType.MANDATORY)
  public void exhausted(String campaignId, String asset) {
    Announced announced = announced(campaignId, asset);
    int first =
        sql.update(
            "insert into budgets (campaign_id, asset, funded, exhausted) values (?, ?, 0, true)"
                + " on conflict (campaign_id, asset) do update set exhausted = true"
                + " where not budgets.exhausted",
            campaignId,
            asset);
    if (first == 1) {
      outbox.append(
          BudgetExhausted.TYPE,
          campaignId,
          new BudgetExhausted(campaignId, asset, announced.funded(), clock.instant()));
    }
  }

  private Announced announced(String campaignId, String asset) {
    return sql.first(
            "select f.funded, f.warned, coalesce(b.posted - b.held, 0) from budgets f"
                + " left join budget_positions b"
                + " on b.campaign_id = f.campaign_id and b.asset = f.asset"
                + " where f.campaign_id = ? and f.asset = ?",
            row -> new Announced(row.getLong(1), row.getInt(2), row.getLong(3)),
            campaignId,
            asset)
        .orElse(new Announced(0, 0, 0));
  }
}
