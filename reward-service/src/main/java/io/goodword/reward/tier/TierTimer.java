package io.goodword.reward.tier;

import io.goodword.reward.rounds.DueRound;
import io.goodword.reward.rounds.Rounds;
import io.goodword.reward.tier.Members.Due;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for members whose evaluation or end of grace has come. */
@ApplicationScoped
class TierTimer implements DueRound.Work<Due> {

  private static final Logger LOG = Logger.getLogger(TierTimer.class);
  private static final int LOOKED_AT = 50;
  private static final int CALLED = 500;
  private static final Duration AFTER_FAULT = Duration.ofMinutes(10);

  private final Evaluating evaluating;
  private final Rounds rounds;

  TierTimer(
      Evaluating evaluating,
      @ConfigProperty(name = "goodword.tier.evaluate-every", defaultValue = "PT1S")
          Duration every) {
    this.evaluating = evaluating;
    this.rounds = new Rounds("tier-evaluation", Duration.ZERO, new DueRound<>(LOG, every, this));
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    rounds.stop();
  }

  @Override
  public boolean batch() {
    boolean more = evaluating.call(CALLED) == CALLED;
    return evaluating.due(LOOKED_AT) == LOOKED_AT || more;
  }

  @Override
  public List<Due> due() {
    return evaluating.dueMembers(LOOKED_AT);
  }

  @Override
  public void one(Due member) {
    evaluating.one(member);
  }

  @Override
  public void failed(Due member) {
    evaluating.postpone(member, AFTER_FAULT);
  }
}
