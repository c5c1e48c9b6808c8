package io.goodword.reward.tax;

import io.goodword.kit.sql.SqlFailure;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks now and then who has reached a threshold. */
@ApplicationScoped
class TaxWatch {

  private static final Logger LOG = Logger.getLogger(TaxWatch.class);

  private final Taxes taxes;

  TaxWatch(Taxes taxes) {
    this.taxes = taxes;
  }

  @Scheduled(
      every = "${goodword.tax.look-every:PT5M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      taxes.look();
    } catch (SqlFailure databaseAway) {
      LOG.debugf("Nobody is looked at while the database is away: %s", databaseAway.getMessage());
    }
  }
}
