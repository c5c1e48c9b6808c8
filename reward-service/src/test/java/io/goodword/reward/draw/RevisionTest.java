package io.goodword.reward.draw;

import static io.goodword.reward.draw.Drafts.points;
import static io.goodword.reward.draw.Drafts.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.problem.Problem.Violation;
import io.goodword.reward.draw.Rules.Prize;
import io.goodword.reward.draw.Rules.Ticketing;
import io.goodword.reward.draw.Rules.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 反不正当竞争法 2025: no change of prizes after the start but in favour of those who take part. */
@Tag("RWD-09")
class RevisionTest {

  private static final Rules OLD = rules(points(500, 2), points(50, 10));

  static Stream<Arguments> worse() {
    return Stream.of(
        Arguments.of(
            "market",
            with(
                "TW",
                OLD.texts(),
                OLD.tickets(),
                true,
                Duration.ZERO,
                Duration.ZERO,
                OLD.prizes())),
        Arguments.of(
            "texts",
            with("CN", Map.of(), OLD.tickets(), true, Duration.ZERO, Duration.ZERO, OLD.prizes())),
        Arguments.of(
            "tickets",
            with(
                "CN",
                OLD.texts(),
                new Ticketing("POINTS", 90L, 10),
                true,
                Duration.ZERO,
                Duration.ZERO,
                OLD.prizes())),
        Arguments.of(
            "tickets",
            with(
                "CN",
                OLD.texts(),
                new Ticketing("POINTS", 100L, 11),
                true,
                Duration.ZERO,
                Duration.ZERO,
                OLD.prizes())),
        Arguments.of(
            "onePrizePerPerson",
            with(
                "CN",
                OLD.texts(),
                OLD.tickets(),
                false,
                Duration.ZERO,
                Duration.ZERO,
                OLD.prizes())),
        Arguments.of(
            "opensAt",
            with(
                "CN",
                OLD.texts(),
                OLD.tickets(),
                true,
                Duration.ofSeconds(1),
                Duration.ZERO,
                OLD.prizes())),
        Arguments.of(
            "closesAt",
            with(
                "CN",
                OLD.texts(),
                OLD.tickets(),
                true,
                Duration.ZERO,
                Duration.ofSeconds(1),
                OLD.prizes())),
        Arguments.of("prizes[1]", rules(points(500, 2))),
        Arguments.of("prizes[0].quantity", rules(points(500, 1), points(50, 10))),
        Arguments.of("prizes[0].amount", rules(points(501, 2), points(50, 10))),
        Arguments.of(
            "prizes[1].name",
            rules(
                points(500, 2),
                new Prize(Drafts.languages("B"), "POINTS", 50, 10, new Value("CNY", 1_000)))),
        Arguments.of(
            "prizes[1].asset",
            rules(
                points(500, 2),
                new Prize(Drafts.languages("Points"), "MILES", 50, 10, new Value("CNY", 1_000)))),
        Arguments.of(
            "prizes[1].fairValue",
            rules(
                points(500, 2),
                new Prize(Drafts.languages("Points"), "POINTS", 50, 10, new Value("CNY", 999)))));
  }

  @ParameterizedTest
  @MethodSource("worse")
  void shouldFreezeEachFieldWhenTheDrawHasOpened(String field, Rules proposed) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> Revision.mustBeAllowed(OLD, proposed, true));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.code()).isEqualTo("rules-frozen");
    assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
    assertThatCode(() -> Revision.mustBeAllowed(OLD, proposed, false)).doesNotThrowAnyException();
  }

  @Test
  void shouldFreezeTheDeadlineOfTheWitness() {
    Rules other =
        new Rules(
            OLD.method(),
            OLD.caps(),
            OLD.draw(),
            "CN",
            OLD.texts(),
            OLD.prizes(),
            OLD.tickets(),
            true,
            OLD.opensAt(),
            OLD.closesAt(),
            Duration.ofHours(25));

    assertThat(
            catchThrowableOfType(Problem.class, () -> Revision.mustBeAllowed(OLD, other, true))
                .violations())
        .extracting(Violation::field)
        .containsExactly("witnessWithin");
  }

  @Test
  void shouldAllowMorePrizesAndNothingAtAll() {
    Rules more = rules(points(500, 3), points(50, 10), points(5, 100));

    assertThatCode(() -> Revision.mustBeAllowed(OLD, more, true)).doesNotThrowAnyException();
    assertThatCode(() -> Revision.mustBeAllowed(OLD, OLD, true)).doesNotThrowAnyException();
  }

  @Test
  void shouldMoveOnlyTheDifference() {
    assertThat(Revision.funding(Map.of(), Map.of("A", 5L))).containsExactly(Map.entry("A", 5L));
    assertThat(Revision.funding(Map.of("A", 5L, "B", 2L, "C", 3L), Map.of("A", 7L, "B", 2L)))
        .containsExactly(Map.entry("A", 2L), Map.entry("C", -3L));
    assertThat(Revision.funding(OLD.needed(), OLD.needed())).isEmpty();
  }

  private static Rules with(
      String market,
      Map<String, Rules.Notice> texts,
      Ticketing tickets,
      boolean once,
      Duration opensLater,
      Duration closesLater,
      List<Prize> prizes) {
    return new Rules(
        OLD.method(),
        OLD.caps(),
        OLD.draw(),
        market,
        texts,
        prizes,
        tickets,
        once,
        OLD.opensAt().plus(opensLater),
        OLD.closesAt().plus(closesLater),
        OLD.witnessWithin());
  }
}
