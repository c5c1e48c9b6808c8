package io.goodword.reward.tier;

import io.goodword.reward.tier.Level.Benefits;
import java.util.List;
import java.util.Map;

/** Programmes for tests. */
final class Plans {

  private Plans() {}

  /** MEMBER 0, SILVER 100, GOLD 500, JADE 1,000. */
  static Programme programme(String window, String zone, Downgrade downgrade, String grace) {
    return new Programme(
        "STATUS",
        Window.of(window),
        zone,
        List.of(level("MEMBER", 0), level("SILVER", 100), level("GOLD", 500), level("JADE", 1_000)),
        downgrade,
        Span.of(grace),
        1);
  }

  static Level level(String code, long threshold) {
    return new Level(
        code, Map.of("zh-CN", code, "zh-TW", code, "en", code), threshold, Benefits.NONE);
  }
}
