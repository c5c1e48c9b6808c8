package io.goodword.referral.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-03")
class VisitorsTest {

  private static final Instant EVENING = Instant.parse("2026-11-25T23:59:59.999Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");

  private final Visitors visitors = new Visitors(List.of("a secret of the visitors' test, 32+"));

  @Test
  void shouldKnowAVisitorWithinADayAndNotOnTheNext() {
    byte[] first = visitors.hash("192.0.2.1", "Firefox", EVENING);

    assertThat(first).hasSize(16);
    assertThat(visitors.hash("192.0.2.1", "Firefox", EVENING.minusSeconds(3_600))).isEqualTo(first);
    assertThat(visitors.hash("192.0.2.1", "Firefox", MIDNIGHT)).isNotEqualTo(first);
    assertThat(visitors.hash("192.0.2.1", "Firefox", EVENING)).isEqualTo(first);
  }

  @Test
  void shouldTellAddressesAgentsAndSecretsApart() {
    byte[] one = visitors.hash("192.0.2.1", "Firefox", EVENING);

    assertThat(visitors.hash("192.0.2.2", "Firefox", EVENING)).isNotEqualTo(one);
    assertThat(visitors.hash("192.0.2.1", "Safari", EVENING)).isNotEqualTo(one);
    assertThat(
            new Visitors(List.of("another secret, as long as the first"))
                .hash("192.0.2.1", "Firefox", EVENING))
        .isNotEqualTo(one);
  }

  @Test
  void shouldSayTheSameOnEveryThread() throws Exception {
    byte[] here = visitors.hash("192.0.2.1", "Firefox", EVENING);

    try (var other = Executors.newSingleThreadExecutor()) {
      assertThat(other.submit(() -> visitors.hash("192.0.2.1", "Firefox", EVENING)).get())
          .isEqualTo(here);
    }
  }
}
