package io.goodword.reward.tier;

import java.util.List;
import java.util.Map;

/**
 * A level of a programme.
 *
 * @param code for instance GOLD
 * @param names what it is called, by language tag (zh-CN, zh-TW, en)
 * @param threshold least qualifying figure, 0 for the lowest level
 * @param benefits what it brings
 */
public record Level(String code, Map<String, String> names, long threshold, Benefits benefits) {

  /** Copies what could change. */
  public Level {
    names = Map.copyOf(names);
  }

  /**
   * What a level brings, as data for those who act on it.
   *
   * @param multiplierBasisPoints how a shop multiplies what it grants: 10,000 is once, 15,000 one
   *     and a half times
   * @param gifts skus that are meant for it; the gift itself says which level it requires
   * @param activities ids of activities that are open to it
   */
  public record Benefits(int multiplierBasisPoints, List<String> gifts, List<String> activities) {

    /** Nothing special. */
    public static final Benefits NONE = new Benefits(10_000, List.of(), List.of());

    /** Copies what could change. */
    public Benefits {
      gifts = List.copyOf(gifts);
      activities = List.copyOf(activities);
    }
  }
}
