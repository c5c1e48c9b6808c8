package io.goodword.reward.coupon;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * What coupons do by themselves. Each item has its own transaction, so one that fails is logged and
 * holds up none of the others.
 */
@ApplicationScoped
class Sweeping {

  private static final Logger LOG = Logger.getLogger(Sweeping.class);
  private static final int MANY = 50;

  private final Returns returns;
  private final Expiring expiring;
  private final GrantedCoupons granted;
  private final Batches batches;
  private final Guesses guesses;

  Sweeping(
      Returns returns,
      Expiring expiring,
      GrantedCoupons granted,
      Batches batches,
      Guesses guesses) {
    this.returns = returns;
    this.expiring = expiring;
    this.granted = granted;
    this.batches = batches;
    this.guesses = guesses;
  }

  /**
   * Ends reservations and validities whose time is over and attaches codes that waited for a pool.
   *
   * @return whether there may be more to do at once
   */
  boolean ends() {
    List<UUID> due = returns.due(MANY);
    int ended = each("reservation", due, returns::expire);
    List<String> waiting = granted.waiting(MANY);
    int resumed = each("grant", waiting, granted::resume);
    boolean more = any("pool", expiring.pools(), pool -> expiring.ended(pool, MANY) == MANY);
    return more || ended == MANY || resumed == MANY;
  }

  /**
   * Makes a chunk of each open batch.
   *
   * @return whether there may be more to make at once
   */
  boolean batches() {
    return any("batch", batches.open(), batches::chunk);
  }

  @Scheduled(every = "1h", delayed = "10m")
  void forgetGuesses() {
    guesses.forget();
  }

  private static <T> int each(String what, List<T> items, Consumer<T> work) {
    int done = 0;
    for (T item : items) {
      if (attempt(
          what,
          item,
          one -> {
            work.accept(one);
            return true;
          })) {
        done++;
      }
    }
    return done;
  }

  private static <T> boolean any(String what, List<T> items, Predicate<T> work) {
    boolean any = false;
    for (T item : items) {
      any |= attempt(what, item, work);
    }
    return any;
  }

  private static <T> boolean attempt(String what, T item, Predicate<T> work) {
    try {
      return work.test(item);
    } catch (RuntimeException e) {
      LOG.warnf("The %s %s is left for the next round: %s", what, item, e.getMessage());
      return false;
    }
  }
}
