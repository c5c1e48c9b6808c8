package io.goodword.reward.rounds;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A round over what is due: a batch in one transaction; when that fails, each item alone, so that
 * one that cannot succeed holds up nobody else.
 *
 * @param <T> what names an item
 */
public final class DueRound<T> implements Supplier<Duration> {

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Logger log;
  private final Duration every;
  private final Work<T> work;

  /**
   * A round.
   *
   * @param log where failures are told
   * @param every pause while nothing more is due
   */
  public DueRound(Logger log, Duration every, Work<T> work) {
    this.log = log;
    this.every = every;
    this.work = work;
  }

  /** What is done in a round. */
  public interface Work<T> {

    /** Does a batch in one transaction; whether more may be due at once. */
    boolean batch();

    /** What is due now, as many as a batch. */
    List<T> due();

    /** Does one item in a transaction of its own. */
    void one(T item);

    /** After an item failed alone. */
    default void failed(T item) {}
  }

  @Override
  public Duration get() {
    try {
      return work.batch() ? Duration.ZERO : every;
    } catch (RuntimeException e) {
      log.warnf("A batch that is due was not done, each is tried alone: %s", e.getMessage());
      oneByOne();
      return AFTER_FAILURE;
    }
  }

  private void oneByOne() {
    try {
      for (T item : work.due()) {
        try {
          work.one(item);
        } catch (RuntimeException e) {
          log.errorf(e, "%s is due and was not done", item);
          work.failed(item);
        }
      }
    } catch (RuntimeException databaseAway) {
      log.debugf("Nothing can be done now: %s", databaseAway.getMessage());
    }
  }
}
