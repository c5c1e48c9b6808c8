package io.goodword.reward.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From what customers had to what they have, for one asset, in minor units: {@code closing =
 * opening + issued - redeemed - expired - reversed + adjusted + other}. Having is net of what they
 * owe. Pure.
 */
@RegisterForReflection
record RollForward(
    String asset,
    long opening,
    long issued,
    long redeemed,
    long expired,
    long reversed,
    long adjusted,
    long other,
    long closing) {

  /**
   * Journals of one kind added up.
   *
   * @param before whether they lie before the range
   * @param reversed kind of the journals that they take back
   * @param amount what customers have more, negative when they have less
   */
  record Moved(String asset, boolean before, String kind, @Nullable String reversed, long amount) {}

  /** One line for each asset that ever moved, in order of assets. */
  static List<RollForward> of(Collection<Moved> moved) {
    Map<String, Long> openings = new TreeMap<>();
    Map<String, Map<Movement, Long>> movements = new TreeMap<>();
    for (Moved one : moved) {
      openings.merge(one.asset(), one.before() ? one.amount() : 0, Math::addExact);
      if (!one.before()) {
        Movement movement = Movement.of(one.kind(), one.reversed(), one.amount() > 0);
        movements
            .computeIfAbsent(one.asset(), any -> new EnumMap<>(Movement.class))
            .merge(movement, movement.leaves() ? -one.amount() : one.amount(), Math::addExact);
      }
    }
    var lines = new ArrayList<RollForward>();
    openings.forEach(
        (asset, opening) ->
            lines.add(line(asset, opening, movements.getOrDefault(asset, Map.of()))));
    return lines;
  }

  private static RollForward line(String asset, long opening, Map<Movement, Long> moved) {
    long closing = opening;
    for (Map.Entry<Movement, Long> one : moved.entrySet()) {
      closing = Math.addExact(closing, one.getKey().leaves() ? -one.getValue() : one.getValue());
    }
    return new RollForward(
        asset,
        opening,
        moved.getOrDefault(Movement.ISSUED, 0L),
        moved.getOrDefault(Movement.REDEEMED, 0L),
        moved.getOrDefault(Movement.EXPIRED, 0L),
        moved.getOrDefault(Movement.REVERSED, 0L),
        moved.getOrDefault(Movement.ADJUSTED, 0L),
        moved.getOrDefault(Movement.OTHER, 0L),
        closing);
  }
}
