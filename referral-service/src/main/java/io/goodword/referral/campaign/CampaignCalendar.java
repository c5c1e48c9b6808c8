package io.goodword.referral.campaign;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends campaigns when their time has come. */
@ApplicationScoped
class CampaignCalendar {

  private final Campaigns campaigns;

  CampaignCalendar(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @Scheduled(
      every = "30s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void endOverdue() {
    campaigns.endOverdue();
  }
}
