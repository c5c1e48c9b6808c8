package io.goodword.reward.tier;

import io.goodword.reward.tier.Qualifying.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a programme would make of its members. Pure.
 *
 * @param members how many were counted
 * @param truncated whether there are more than were counted
 * @param levels members that each level would have once all have moved, lowest first
 * @param up members whose level would rise at once
 * @param down members whose level would no longer be earned; it falls after evaluation and grace,
 *     by one level or to the one that is earned, as the programme says
 * @param moves members by the level they have and the one they would have
 * @param sample some who would move, by id
 */
record Forecast(
    int members,
    boolean truncated,
    List<Count> levels,
    int up,
    int down,
    List<Move> moves,
    List<Sample> sample) {

  /** Members of a level. */
  record Count(String level, int members) {}

  /** Members that would move between two levels. */
  record Move(String from, String to, int members) {}

  /** One who would move. */
  record Sample(String customerId, String from, String to) {}

  private record Way(int from, int to) {}

  /**
   * Counts.
   *
   * @param counted at most one more than {@code most}
   * @param most members that are taken into account
   * @param sampled ids that are shown
   */
  static Forecast of(Programme programme, List<Counted> counted, int most, int sampled) {
    List<Counted> taken = counted.subList(0, Math.min(most, counted.size()));
    int[] levels = new int[programme.levels().size()];
    var ways = new LinkedHashMap<Way, Integer>();
    var sample = new ArrayList<Sample>();
    int up = 0;
    int down = 0;
    for (Counted member : taken) {
      int has = member.level().isEmpty() ? 0 : programme.rank(member.level());
      int earns = programme.earnedBy(member.figure());
      int gets = earns < has && programme.downgrade() == Downgrade.ONE_DOWN ? has - 1 : earns;
      levels[gets]++;
      if (gets == has) {
        continue;
      }
      up += gets > has ? 1 : 0;
      down += gets < has ? 1 : 0;
      ways.merge(new Way(has, gets), 1, Integer::sum);
      if (sample.size() < sampled) {
        sample.add(
            new Sample(
                member.customerId(), programme.level(has).code(), programme.level(gets).code()));
      }
    }
    var counts = new ArrayList<Count>();
    for (int rank = 0; rank < levels.length; rank++) {
      counts.add(new Count(programme.level(rank).code(), levels[rank]));
    }
    return new Forecast(
        taken.size(), counted.size() > most, counts, up, down, moves(programme, ways), sample);
  }

  private static List<Move> moves(Programme programme, Map<Way, Integer> ways) {
    return ways.entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                java.util.Comparator.comparingInt(Way::from).thenComparingInt(Way::to)))
        .map(
            way ->
                new Move(
                    programme.level(way.getKey().from()).code(),
                    programme.level(way.getKey().to()).code(),
                    way.getValue()))
        .toList();
  }
}
