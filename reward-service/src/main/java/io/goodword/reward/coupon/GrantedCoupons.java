package io.goodword.reward.coupon;

import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes codes follow the units that grants move. A grant has posted its units before this is told;
 * here a code is attached to each, once for each grant, and taken back with it while it is unused.
 * Codes never outnumber the units: what the ledger took to repay a debt has no code, and when it
 * took the unit of another unused code, that one goes.
 */
@ApplicationScoped
public class GrantedCoupons {

  private static final Logger LOG = Logger.getLogger(GrantedCoupons.class);
  private static final int MOST_CODES = 100;

  private final Sql sql;
  private final StoredPools pools;
  private final StoredCoupons coupons;
  private final Issuing issuing;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  GrantedCoupons(
      Sql sql,
      StoredPools pools,
      StoredCoupons coupons,
      Issuing issuing,
      Ledger ledger,
      Outbox outbox,
      Clock clock) {
    this.sql = sql;
    this.pools = pools;
    this.coupons = coupons;
    this.issuing = issuing;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A grant of a coupon asset as far as it is known; see the table coupon_grants. */
  private record Granted(
      String grantId, String pool, String customer, long remaining, boolean given) {}

  /** A reward was granted; a held one waits for its confirmation. */
  @Transactional
  public void made(GrantMade event) {
    if (!event.held()) {
      given(event.grantId(), event.asset(), event.beneficiaryId(), event.amount());
    }
  }

  /** A held reward was paid. */
  @Transactional
  public void confirmed(GrantConfirmed event) {
    given(event.grantId(), event.asset(), event.beneficiaryId(), event.amount());
  }

  /** A reward was taken back, in part or in full; perhaps this is told before it was given. */
  @Transactional
  public void reversed(GrantReversed event) {
    settle(note(event.grantId(), event.asset(), event.beneficiaryId(), event.remaining(), false));
  }

  /** Ids of grants that were paid before there was a pool, and now there is one. */
  @Transactional
  public List<String> waiting(int limit) {
    return sql.query(
        "select g.grant_id from coupon_grants g join coupon_pools p on p.name = g.pool"
            + " where g.waiting order by g.grant_id limit ?",
        row -> row.getString(1),
        limit);
  }

  /** Attaches codes to a grant that waited for its pool. */
  @Transactional
  public void resume(String grantId) {
    sql.query(
            "update coupon_grants set waiting = false where grant_id = ? and waiting"
                + " returning grant_id, pool, customer, remaining, given",
            row ->
                new Granted(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBoolean(5)),
            grantId)
        .forEach(this::settle);
  }

  private void given(String grantId, String asset, String customer, long amount) {
    if (amount > MOST_CODES) {
      throw new IllegalStateException(
          "grant %s has %d units of %s, codes are attached to at most %d"
              .formatted(grantId, amount, asset, MOST_CODES));
    }
    settle(note(grantId, asset, customer, amount, true));
  }

  /** Notes what is known of a grant; the smallest remainder counts, whichever fact comes first. */
  private Granted note(
      String grantId, String asset, String customer, long remaining, boolean given) {
    return sql.first(
            """
            insert into coupon_grants as g (grant_id, pool, customer, remaining, given) values (?, ?, ?, ?, ?)
            on conflict (grant_id) do update set remaining = least(g.remaining, excluded.remaining),
              given = g.given or excluded.given
            returning grant_id, pool, customer, remaining, given
            """,
            row ->
                new Granted(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBoolean(5)),
            grantId,
            Pool.nameOf(asset),
            customer,
            remaining,
            given)
        .orElseThrow();
  }

  private void settle(Granted grant) {
    if (!grant.given()) {
      return;
    }
    if (pools.find(grant.pool()).isEmpty()) {
      sql.update("update coupon_grants set waiting = true where grant_id = ?", grant.grantId());
      return;
    }
    Pool pool = pools.opened(grant.pool());
    if (pool.terms().open()) {
      LOG.warnf(
          "Grant %s gives units of %s, whose codes have no holder; no code is attached",
          grant.grantId(), pool.asset());
      return;
    }
    coupons.alone(grant.pool(), grant.customer());
    List<Coupon> before = coupons.ofGrant(grant.grantId());
    long attached =
        before.stream().filter(coupon -> coupon.state() != Coupon.State.WITHDRAWN).count();
    if (before.size() < grant.remaining()) {
      attach(grant, pool, before.size());
    } else if (attached > grant.remaining()) {
      withdraw(grant, pool, before, attached - grant.remaining());
    }
  }

  private void attach(Granted grant, Pool pool, int from) {
    Instant now = StoredTime.now(clock);
    long units = coupons.unitsWithoutCode(pool, grant.customer());
    long wanted = Math.min(units, grant.remaining() - from);
    var drafts = new ArrayList<Coupon>();
    for (int i = 0; i < wanted; i++) {
      drafts.add(issuing.draft(pool, grant.customer(), grant.grantId(), now));
    }
    if (pool.terms().giftCard()) {
      drafts.removeAll(refused(drafts, pool));
    }
    for (Coupon draft : drafts) {
      String reference = "grant/" + grant.grantId() + "/" + (from + drafts.indexOf(draft));
      outbox.append(CouponEvents.issued(issuing.store(draft, pool, reference), pool));
    }
  }

  /** Cards whose unit was not there any more at the moment of the exchange. */
  private List<Coupon> refused(List<Coupon> cards, Pool pool) {
    List<Outcome> outcomes =
        ledger.apply(cards.stream().map(card -> Movements.exchange(card, pool)).toList());
    var refused = new ArrayList<Coupon>();
    for (int i = 0; i < cards.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Refused) {
        refused.add(cards.get(i));
      }
    }
    return refused;
  }

  private void withdraw(Granted grant, Pool pool, List<Coupon> ofGrant, long count) {
    if (pool.terms().giftCard()) {
      withdrawCards(pool, ofGrant, count);
      return;
    }
    long left = count;
    for (Coupon coupon : candidates(grant, pool)) {
      if (coupons.unitsWithoutCode(pool, grant.customer()) >= 0) {
        break;
      }
      if (withdrawnUnused(coupon)) {
        left--;
      }
    }
    for (Coupon coupon : ofGrant) {
      if (left > 0 && coupon.state() == Coupon.State.LIVE && coupon.uses() > coupon.redeemed()) {
        coupons.recall(coupon.id());
        left--;
      }
    }
  }

  /** Unused codes of the customer, those of the grant first. */
  private List<Coupon> candidates(Granted grant, Pool pool) {
    return coupons.unused(grant.pool(), grant.customer()).stream()
        .sorted(Comparator.comparing((Coupon coupon) -> !grant.grantId().equals(coupon.grantId())))
        .toList();
  }

  private boolean withdrawnUnused(Coupon coupon) {
    Coupon locked = coupons.lock(coupon.id());
    if (locked.state() != Coupon.State.LIVE || locked.uses() > 0) {
      return false;
    }
    coupons.setState(locked.id(), Coupon.State.WITHDRAWN);
    return true;
  }

  /** A card goes back when nothing of it was spent or is reserved. */
  private void withdrawCards(Pool pool, List<Coupon> ofGrant, long count) {
    var cards = new ArrayList<Coupon>();
    for (Coupon coupon : ofGrant) {
      if (cards.size() < count && withdrawnUnused(coupon)) {
        cards.add(coupon);
      }
    }
    List<Operation> operations =
        cards.stream().map(card -> Movements.exchangeBack(card, pool)).toList();
    for (Outcome outcome : ledger.apply(operations)) {
      if (outcome instanceof Outcome.Refused refused) {
        throw new IllegalStateException("an unused card has less than its value: " + refused);
      }
    }
  }
}
