package io.goodword.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));

  @Test
  void shouldDoubleUpToTheLongest() {
    assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(4, 0)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backoff.after(12, 0)).isEqualTo(Duration.ofHours(1));
  }

  @Property
  void shouldTakeOffAQuarterAtMost(
      @ForAll @IntRange(min = 1, max = 1_000) int attempt, @ForAll long smear) {
    Duration full = backoff.after(attempt, 0);
    assertThat(backoff.after(attempt, smear)).isBetween(full.multipliedBy(3).dividedBy(4), full);
  }
}
