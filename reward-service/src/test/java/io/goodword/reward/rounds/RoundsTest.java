package io.goodword.reward.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void shouldGoRoundUntilItIsStopped() throws InterruptedException {
    var three = new CountDownLatch(3);
    var count = new AtomicInteger();
    var rounds =
        new Rounds(
            "test",
            Duration.ZERO,
            () -> {
              count.incrementAndGet();
              three.countDown();
              return Duration.ZERO;
            });
    rounds.start();
    assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();

    rounds.stop();
    int after = count.get();

    assertThat(after).isGreaterThanOrEqualTo(3);
    assertThat(count).hasValue(after);
  }

  @Test
  void shouldStopWithinALongPauseAndWhenItWasNeverStarted() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var count = new AtomicInteger();
    var rounds =
        new Rounds(
            "test",
            Duration.ZERO,
            () -> {
              count.incrementAndGet();
              begun.countDown();
              return Duration.ofDays(1);
            });
    rounds.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    rounds.stop();
    assertThat(count).hasValue(1);

    new Rounds("never", Duration.ofDays(1), () -> Duration.ZERO).stop();
  }
}
