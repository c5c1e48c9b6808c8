package io.goodword.reward.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class DueRoundTest {

  private static final Duration EVERY = Duration.ofMillis(200);

  private final List<String> told = new ArrayList<>();
  private boolean more;
  private boolean batchFails;
  private boolean away;

  private final DueRound<String> round =
      new DueRound<>(
          Logger.getLogger(DueRoundTest.class),
          EVERY,
          new DueRound.Work<>() {
            @Override
            public boolean batch() {
              told.add("batch");
              if (batchFails) {
                throw new IllegalStateException("one of them is bad");
              }
              return more;
            }

            @Override
            public List<String> due() {
              if (away) {
                throw new IllegalStateException("nobody is there");
              }
              return List.of("a", "bad", "c");
            }

            @Override
            public void one(String item) {
              if (item.equals("bad")) {
                throw new IllegalStateException("never");
              }
              told.add("one " + item);
            }

            @Override
            public void failed(String item) {
              told.add("failed " + item);
            }
          });

  @Test
  void shouldPauseWhenNothingMoreIsDueAndNotWhenMoreMayBe() {
    assertThat(round.get()).isEqualTo(EVERY);
    more = true;
    assertThat(round.get()).isZero();
    assertThat(told).containsExactly("batch", "batch");
  }

  @Test
  void shouldTryEachAloneWhenABatchFails() {
    batchFails = true;
    assertThat(round.get()).isEqualTo(Duration.ofSeconds(1));
    assertThat(told).containsExactly("batch", "one a", "failed bad", "one c");
  }

  @Test
  void shouldPauseWhenNothingCanBeDoneAtAll() {
    batchFails = true;
    away = true;
    assertThat(round.get()).isEqualTo(Duration.ofSeconds(1));
    assertThat(told).containsExactly("batch");
  }
}
