package io.goodword.reward.adjustment;

import io.goodword.kit.sql.SqlFailure;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks for adjustments that nobody decided in time. Safe on any number of instances. */
@ApplicationScoped
class AdjustmentExpiry {

  private static final Logger LOG = Logger.getLogger(AdjustmentExpiry.class);
  private static final int BATCH = 100;

  private final Adjustments adjustments;

  AdjustmentExpiry(Adjustments adjustments) {
    this.adjustments = adjustments;
  }

  @Scheduled(
      every = "${goodword.adjustment.expire-every:PT30S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expire() {
    try {
      while (adjustments.expire(BATCH) == BATCH) {
        LOG.debugf("%d adjustments have expired, looking for more", BATCH);
      }
    } catch (SqlFailure databaseAway) {
      LOG.debugf("Nothing expires while the database is away: %s", databaseAway.getMessage());
    }
  }
}
