package io.goodword.reward.budget;

import io.goodword.reward.ledger.Leg;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much may be given at most; what is absent is not limited. Budgets count minor units of their
 * asset, rules count how often they give.
 *
 * @param perPerson to one person, ever
 * @param perPersonPerDay to one person in a day
 * @param perPersonPerWeek to one person in a week that begins on Monday
 * @param perPersonPerMonth to one person in a calendar month
 * @param total to all together, ever
 * @param perDay to all together in a day
 * @param perWeek to all together in a week that begins on Monday
 * @param perMonth to all together in a calendar month
 */
@RegisterForReflection
public record LimitPlan(
    @Nullable Long perPerson,
    @Nullable Long perPersonPerDay,
    @Nullable Long perPersonPerWeek,
    @Nullable Long perPersonPerMonth,
    @Nullable Long total,
    @Nullable Long perDay,
    @Nullable Long perWeek,
    @Nullable Long perMonth) {

  /** No limit at all. */
  public static final LimitPlan NONE =
      new LimitPlan(null, null, null, null, null, null, null, null);

  /** Whose limits they are, and what they count. */
  public enum Counting {
    /** Minor units of an asset. */
    AMOUNTS,
    /** How often something was given. */
    TIMES
  }

  private record Kind(@Nullable Long max, Period period, boolean personal) {}

  /**
   * What a grant needs from these limits.
   *
   * @param owner name of what is limited, in front of the name of each limit
   * @param person who gets it
   * @param at when its occasion happened; by this instant it falls into a day, week and month
   * @param amount minor units of the grant
   */
  public List<LimitClaim> claims(
      String owner, Counting counting, String person, Instant at, ZoneId zone, long amount) {
    var claims = new ArrayList<LimitClaim>();
    kinds()
        .forEach(
            (name, kind) -> {
              Long max = kind.max();
              if (max != null) {
                claims.add(
                    new LimitClaim(
                        new LimitKey(
                            owner + "/" + name,
                            kind.personal() ? person : "",
                            kind.period().key(at, zone)),
                        counting == Counting.AMOUNTS,
                        counting == Counting.AMOUNTS ? amount : 1,
                        max));
              }
            });
    return claims;
  }

  /** Limits that are not 1 to 10^15, by name. */
  public Map<String, Long> outOfRange() {
    var broken = new LinkedHashMap<String, Long>();
    kinds()
        .forEach(
            (name, kind) -> {
              Long max = kind.max();
              if (max != null && (max < 1 || max > Leg.MAX_AMOUNT)) {
                broken.put(name, max);
              }
            });
    return broken;
  }

  /** In the order in which they are asked: the first that does not fit is the one that is told. */
  private Map<String, Kind> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    kinds.put("perPerson", new Kind(perPerson, Period.ALL, true));
    kinds.put("perPersonPerDay", new Kind(perPersonPerDay, Period.DAY, true));
    kinds.put("perPersonPerWeek", new Kind(perPersonPerWeek, Period.WEEK, true));
    kinds.put("perPersonPerMonth", new Kind(perPersonPerMonth, Period.MONTH, true));
    kinds.put("total", new Kind(total, Period.ALL, false));
    kinds.put("perDay", new Kind(perDay, Period.DAY, false));
    kinds.put("perWeek", new Kind(perWeek, Period.WEEK, false));
    kinds.put("perMonth", new Kind(perMonth, Period.MONTH, false));
    return kinds;
  }
}
