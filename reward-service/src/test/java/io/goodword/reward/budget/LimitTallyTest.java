package io.goodword.reward.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-04")
class LimitTallyTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-11-25T16:00:00Z");
  private static final LimitPlan ALL = new LimitPlan(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);

  @Test
  void shouldClaimEachLimitUnderItsOwnKey() {
    List<LimitClaim> claims =
        ALL.claims("budget/c/POINTS", LimitPlan.Counting.AMOUNTS, "alice", AT, SHANGHAI, 30);

    assertThat(claims)
        .containsExactly(
            claim("perPerson", "alice", "", 30, 1),
            claim("perPersonPerDay", "alice", "2026-11-26", 30, 2),
            claim("perPersonPerWeek", "alice", "2026-W48", 30, 3),
            claim("perPersonPerMonth", "alice", "2026-11", 30, 4),
            claim("total", "", "", 30, 5),
            claim("perDay", "", "2026-11-26", 30, 6),
            claim("perWeek", "", "2026-W48", 30, 7),
            claim("perMonth", "", "2026-11", 30, 8));
  }

  @Test
  void shouldClaimOnceWhenTimesAreCounted() {
    assertThat(ALL.claims("rule/r/leg", LimitPlan.Counting.TIMES, "alice", AT, SHANGHAI, 30))
        .allMatch(claim -> claim.n() == 1 && !claim.byAmount());
    assertThat(LimitPlan.NONE.claims("rule", LimitPlan.Counting.TIMES, "alice", AT, SHANGHAI, 30))
        .isEmpty();
  }

  @Test
  void shouldNameLimitsThatAreOutOfRange() {
    assertThat(ALL.outOfRange()).isEmpty();
    assertThat(
            new LimitPlan(
                    0L, -1L, 1_000_000_000_000_001L, 1_000_000_000_000_000L, 1L, null, null, null)
                .outOfRange())
        .isEqualTo(
            Map.of(
                "perPerson",
                0L,
                "perPersonPerDay",
                -1L,
                "perPersonPerWeek",
                1_000_000_000_000_001L));
  }

  @Test
  void shouldTakeUpToTheLimitAndNotBeyond() {
    LimitClaim ten = claim("perDay", "", "d", 10, 25);
    var tally = new LimitTally(Map.of(ten.key(), 5L));

    assertThat(tally.take(List.of(ten))).isEmpty();
    assertThat(tally.take(List.of(ten))).isEmpty();
    assertThat(tally.take(List.of(ten))).contains(ten);
    assertThat(tally.take(List.of(claim("perDay", "", "d", 1, 25)))).isPresent();
    assertThat(tally.take(List.of(claim("perDay", "", "next", 25, 25)))).isEmpty();
  }

  @Test
  void shouldTakeNothingWhenOneOfTheClaimsDoesNotFit() {
    LimitClaim fits = claim("perPerson", "alice", "", 1, 1);
    LimitClaim beyond = claim("perDay", "", "d", 1, 0);
    var tally = new LimitTally(Map.of());

    assertThat(tally.take(List.of(fits, beyond))).contains(beyond);
    assertThat(tally.take(List.of(fits))).isEmpty();
  }

  @Test
  void shouldRefuseEverythingWhenTheLimitWasLoweredBelowWhatIsTaken() {
    LimitClaim one = claim("perDay", "", "d", 1, 3);
    assertThat(new LimitTally(Map.of(one.key(), 1_000_000_000_000_000L)).take(List.of(one)))
        .contains(one);
  }

  @Property(tries = 500)
  void shouldNeverExceedALimitAndNeverRefuseWhatFits(
      @ForAll("sequences") List<List<LimitClaim>> grants) {
    var tally = new LimitTally(Map.of());
    var sums = new HashMap<LimitKey, Long>();
    for (List<LimitClaim> claims : grants) {
      boolean fits =
          claims.stream()
              .allMatch(claim -> sums.getOrDefault(claim.key(), 0L) + claim.n() <= claim.max());
      Optional<LimitClaim> beyond = tally.take(claims);
      assertThat(beyond.isEmpty()).isEqualTo(fits);
      if (fits) {
        claims.forEach(claim -> sums.merge(claim.key(), claim.n(), Long::sum));
      }
      claims.forEach(
          claim -> assertThat(sums.getOrDefault(claim.key(), 0L)).isLessThanOrEqualTo(claim.max()));
    }
  }

  @Provide
  Arbitrary<List<List<LimitClaim>>> sequences() {
    Arbitrary<List<LimitClaim>> grant =
        Combinators.combine(
                Arbitraries.of("alice", "bob"),
                Arbitraries.of("d1", "d2"),
                Arbitraries.longs().between(1, 40))
            .as(
                (person, day, n) ->
                    List.of(
                        claim("perPerson", person, "", n, 60),
                        claim("perPersonPerDay", person, day, n, 45),
                        claim("perDay", "", day, n, 80)));
    return grant.list().ofMaxSize(20);
  }

  private static LimitClaim claim(String name, String scope, String period, long n, long max) {
    return new LimitClaim(new LimitKey("budget/c/POINTS/" + name, scope, period), true, n, max);
  }
}
