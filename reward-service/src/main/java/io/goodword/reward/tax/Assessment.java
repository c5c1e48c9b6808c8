package io.goodword.reward.tax;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rewards of a recipient were worth in a year, in one currency. Pure.
 *
 * @param lines one for each asset, in order
 * @param value value of all of them, in minor units; not below zero
 * @param largest value of the largest single reward
 */
record Assessment(List<Line> lines, long value, long largest, List<Long> events) {

  /**
   * A reward, or what was taken back of one.
   *
   * @param day day in the zone of the market
   * @param units minor units of the asset, negative for what was taken back
   */
  record Receipt(String asset, LocalDate day, long units) {}

  /**
   * Rewards of an asset.
   *
   * @param units minor units of the asset, net of what was taken back
   * @param value in minor units of the currency, null when some of it has no fair value
   */
  record Line(String asset, long units, @Nullable Long value) {}

  /**
   * Adds receipts up. Units of the same fair value are added before they are rounded, so that many
   * small rewards are worth what one large one is. What has no fair value is not in the total.
   */
  static Assessment of(Collection<Receipt> receipts, List<FairValue> values) {
    Map<String, Map<FairValue, Long>> valued = new TreeMap<>();
    Map<String, Long> units = new TreeMap<>();
    Map<String, Boolean> complete = new HashMap<>();
    var events = new ArrayList<Long>();
    for (Receipt receipt : receipts) {
      units.merge(receipt.asset(), receipt.units(), Math::addExact);
      FairValue worth = FairValue.on(values, receipt.asset(), receipt.day()).orElse(null);
      if (worth == null) {
        complete.put(receipt.asset(), false);
        continue;
      }
      valued
          .computeIfAbsent(receipt.asset(), any -> new HashMap<>())
          .merge(worth, receipt.units(), Math::addExact);
      if (receipt.units() > 0) {
        events.add(worth.of(receipt.units()));
      }
    }
    var lines = new ArrayList<Line>();
    long total = 0;
    for (Map.Entry<String, Long> asset : units.entrySet()) {
      long value = 0;
      for (Map.Entry<FairValue, Long> part :
          valued.getOrDefault(asset.getKey(), Map.of()).entrySet()) {
        value = Math.addExact(value, part.getKey().of(part.getValue()));
      }
      total = Math.addExact(total, value);
      lines.add(
          new Line(
              asset.getKey(),
              asset.getValue(),
              complete.getOrDefault(asset.getKey(), true) ? value : null));
    }
    long largest = events.stream().mapToLong(Long::longValue).max().orElse(0);
    return new Assessment(lines, Math.max(0, total), largest, events);
  }

  /** What counts for a threshold: the year, or the largest single reward. */
  long measure(Threshold threshold) {
    return threshold.basis().equals(Threshold.YEAR) ? value : largest;
  }

  boolean reaches(Threshold threshold) {
    return threshold.reachedBy(measure(threshold));
  }

  /** Single rewards that reach a threshold. */
  long times(Threshold threshold) {
    return events.stream().filter(threshold::reachedBy).count();
  }
}
