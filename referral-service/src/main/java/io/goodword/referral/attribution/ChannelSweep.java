package io.goodword.referral.attribution;

import io.goodword.kit.sql.Sql;
import io.goodword.referral.link.Channel;
import io.goodword.referral.link.Touch;
import io.goodword.referral.link.Touchpoints;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Adds the share channel to bindings that were quicker than the recording of their click: clicks
 * are written in bundles, and a friend may register before. Safe on any number of instances.
 */
@ApplicationScoped
class ChannelSweep {

  private static final int AT_ONCE = 200;

  /** A click that has not arrived by then was lost with its instance. */
  private static final Duration GIVE_UP = Duration.ofMinutes(5);

  private final Sql sql;
  private final Touchpoints clicks;
  private final Clock clock;

  ChannelSweep(Sql sql, Touchpoints clicks, Clock clock) {
    this.sql = sql;
    this.clicks = clicks;
    this.clock = clock;
  }

  private record Waiting(String referralId, String clickId, Instant boundAt) {}

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    Instant giveUp = clock.instant().minus(GIVE_UP);
    sql.query(
            """
            select id, click_id, bound_at from referrals
            where channel is null and click_id is not null order by id limit ?
            """,
            row ->
                new Waiting(
                    row.getString("id"), row.getString("click_id"), Sql.instant(row, "bound_at")),
            AT_ONCE)
        .forEach(
            waiting ->
                channel(waiting, giveUp)
                    .ifPresent(
                        channel ->
                            sql.update(
                                "update referrals set channel = ? where id = ? and channel is null",
                                channel,
                                waiting.referralId())));
  }

  private Optional<String> channel(Waiting waiting, Instant giveUp) {
    Optional<String> found = clicks.byClick(waiting.clickId()).map(Touch::channel);
    return found.isEmpty() && waiting.boundAt().isBefore(giveUp)
        ? Optional.of(Channel.OTHER)
        : found;
  }
}
