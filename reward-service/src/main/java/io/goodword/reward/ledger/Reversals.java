package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works out what a reversal moves: each leg back, in proportion to what is left of it. */
@Singleton
class Reversals {

  /** First key of the advisory locks on journals, so that they meet no others. */
  private static final int LOCK_SPACE = 0x600E;

  private final Sql sql;

  Reversals(Sql sql) {
    this.sql = sql;
  }

  private record Original(
      String kind, String businessKey, @Nullable String cause, @Nullable String campaignId) {}

  private record Moved(AccountRef account, long amount, boolean original) {}

  /**
   * The journal that takes another one back. Two reversals of one journal wait for each other by an
   * advisory lock: to lock its row takes the right to update it, which the service does not have.
   */
  Operation.Post of(UUID journalId, @Nullable Long amount, String actor) {
    Original original = original(journalId);
    boolean exact = original.kind().equals("adjust");
    Map<AccountRef, Long> left = left(journalId, exact);
    long debits = debits(left);
    if (debits == 0) {
      throw Problem.conflict("already-reversed", "The journal was taken back in full before.");
    }
    if (amount != null && (amount < 1 || amount > debits)) {
      throw Problem.unprocessable(
          "more-than-posted", "At most " + debits + " of the journal is left to take back.");
    }
    long part = amount == null ? debits : amount;
    if (part < debits && left.keySet().stream().map(AccountRef::asset).distinct().count() > 1) {
      throw Problem.unprocessable(
          "not-reversible", "A journal of several assets is taken back in full only.");
    }
    return reversal(journalId, original, left, debits, part, actor);
  }

  /**
   * The journals that take others back in full; none for one of which nothing is left. Locked in
   * the order of their ids.
   */
  List<Operation> rest(Collection<UUID> journalIds, String actor) {
    var operations = new ArrayList<Operation>();
    for (UUID journalId : new TreeSet<>(journalIds)) {
      Original original = original(journalId);
      Map<AccountRef, Long> left = left(journalId, original.kind().equals("adjust"));
      long debits = debits(left);
      if (debits > 0) {
        operations.add(reversal(journalId, original, left, debits, debits, actor));
      }
    }
    return operations;
  }

  private Original original(UUID journalId) {
    sql.query(
        "select pg_advisory_xact_lock(?, hashtext(?))",
        row -> true,
        LOCK_SPACE,
        journalId.toString());
    Original original =
        sql.first(
                "select kind, business_key, cause, campaign_id from journals where id = ?",
                row ->
                    new Original(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                journalId)
            .orElseThrow(() -> Problem.notFound("journal"));
    if (original.kind().equals("reverse")) {
      throw Problem.unprocessable("not-reversible", "A reversal is not reversed; post anew.");
    }
    return original;
  }

  private static long debits(Map<AccountRef, Long> left) {
    return left.values().stream().filter(value -> value < 0).mapToLong(v -> -v).sum();
  }

  private static Operation.Post reversal(
      UUID journalId,
      Original original,
      Map<AccountRef, Long> left,
      long debits,
      long part,
      String actor) {
    Purpose purpose =
        Purpose.of("reverse", actor)
            .because(original.kind(), original.cause())
            .reversing(journalId);
    String campaign = original.campaignId();
    return new Operation.Post(
        "reverse/" + journalId + "/" + debits + "/" + (debits - part),
        campaign == null ? purpose : purpose.in(campaign),
        legs(left, part, original.kind().equals("adjust")));
  }

  /**
   * What is left of each account's leg. The debt that a customer's earning repaid counts as the
   * customer's, except in an adjustment, whose legs a person chose one by one. So does what an
   * earlier reversal wrote off: the house has borne it, and it is not taken back once more.
   */
  private Map<AccountRef, Long> left(UUID journalId, boolean exact) {
    List<Moved> moved =
        sql.query(
            "select a.class, a.owner, a.asset, e.amount, e.journal_id = ? as original"
                + " from entries e join accounts a on a.id = e.account_id where e.journal_id"
                + " = any (?::uuid || array(select id from journals where reverses = ?))",
            row ->
                new Moved(
                    new AccountRef(
                        AccountClass.of(row.getString(1)), row.getString(2), row.getString(3)),
                    row.getLong(4),
                    row.getBoolean(5)),
            journalId,
            journalId,
            journalId);
    var left = new TreeMap<AccountRef, Long>();
    for (Moved entry : moved) {
      AccountRef account = entry.account();
      if (account.accountClass() == AccountClass.DEBT && !exact) {
        account = AccountRef.customer(account.owner(), account.asset());
      }
      left.merge(account, entry.amount(), Math::addExact);
    }
    for (Moved entry : moved) {
      if (isWriteOff(entry, moved)) {
        left.merge(entry.account(), -entry.amount(), Math::addExact);
        bear(left, entry.account().asset(), -entry.amount());
      }
    }
    left.values().removeIf(value -> value == 0);
    return left;
  }

  /** Value that a reversal issued, though the original retired none: somebody's debt was borne. */
  private static boolean isWriteOff(Moved entry, List<Moved> moved) {
    return !entry.original()
        && entry.account().accountClass() == AccountClass.ISSUANCE
        && entry.amount() < 0
        && moved.stream()
            .noneMatch(
                other ->
                    other.original()
                        && other.account().equals(entry.account())
                        && other.amount() > 0);
  }

  /** Takes what the house has borne off what the customers of the asset still have to give back. */
  private static void bear(Map<AccountRef, Long> left, String asset, long borne) {
    long rest = borne;
    for (Map.Entry<AccountRef, Long> entry : left.entrySet()) {
      AccountRef account = entry.getKey();
      if (account.accountClass() == AccountClass.CUSTOMER
          && account.asset().equals(asset)
          && entry.getValue() > 0) {
        long share = Math.min(rest, entry.getValue());
        entry.setValue(entry.getValue() - share);
        rest -= share;
      }
    }
  }

  private static List<Leg> legs(Map<AccountRef, Long> left, long part, boolean exact) {
    var legs = new ArrayList<Leg>();
    for (boolean debit : new boolean[] {true, false}) {
      List<Map.Entry<AccountRef, Long>> side =
          left.entrySet().stream().filter(entry -> (entry.getValue() < 0) == debit).toList();
      List<Long> shares =
          Proportion.shares(side.stream().map(entry -> Math.abs(entry.getValue())).toList(), part);
      for (int i = 0; i < side.size(); i++) {
        long share = shares.get(i);
        if (share > 0) {
          legs.add(leg(side.get(i).getKey(), debit ? share : -share, exact));
        }
      }
    }
    return legs;
  }

  private static Leg leg(AccountRef account, long amount, boolean exact) {
    boolean customer = !exact && account.accountClass() == AccountClass.CUSTOMER;
    if (customer && amount > 0) {
      return Leg.earn(account, amount);
    }
    return customer ? Leg.take(account, -amount) : Leg.of(account, amount);
  }
}
