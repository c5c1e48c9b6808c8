package io.goodword.proper.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

@ApplicationScoped
class Running {

  private final Campaigns campaigns;
  private final Clock clock;

  Running(Campaigns campaigns, Clock clock) {
    this.campaigns = campaigns;
    this.clock = clock;
  }

  @Transactional
  public Campaign campaign(long id) {
    if (campaigns.count() < id) {
      throw new IllegalArgumentException("campaign " + id + " does not exist");
    }
    return new Campaign();
  }

  public Instant now() {
    return clock.instant();
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }
}
