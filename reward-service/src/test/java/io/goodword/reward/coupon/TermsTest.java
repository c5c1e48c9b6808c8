package io.goodword.reward.coupon;

import static io.goodword.reward.coupon.Samples.card;
import static io.goodword.reward.coupon.Samples.percent;
import static io.goodword.reward.coupon.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.coupon.Samples.Draft;
import io.goodword.reward.ledger.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("RWD-05")
class TermsTest {

  private static final Instant MAY = Instant.parse("2027-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2027-06-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("amount", value(0)),
        Arguments.of("amount", value(Leg.MAX_AMOUNT + 1)),
        Arguments.of("amount", percent(1).amount(5L)),
        Arguments.of("amount", card(1).amount((Long) null)),
        Arguments.of("basisPoints", percent(0)),
        Arguments.of("basisPoints", percent(10_001)),
        Arguments.of("basisPoints", value(1).basisPoints(5)),
        Arguments.of("cap", percent(1).cap(0L)),
        Arguments.of("cap", value(1).cap(5L)),
        Arguments.of("minimumSpend", value(1).minimum(-1L)),
        Arguments.of("currency", value(1).currency(" ")),
        Arguments.of("validUntil", value(1).from(MAY).until(MAY)),
        Arguments.of("validFor", value(1).validFor(Duration.ofMillis(999))),
        Arguments.of("validFor", value(1).validFor(Duration.ofDays(3_661))),
        Arguments.of("reservationTtl", value(1).ttl(Duration.ZERO)),
        Arguments.of("reservationTtl", value(1).ttl(Duration.ofDays(8))),
        Arguments.of("usesPerCode", value(1).uses(0)),
        Arguments.of("usesPerCode", value(1).uses(2).unlimited()),
        Arguments.of("usesPerCode", card(1).uses(1)),
        Arguments.of("usesPerCustomer", value(1).perCustomer(0)),
        Arguments.of("market", value(1).market("cn")),
        Arguments.of("length", value(1).length(13)),
        Arguments.of("prefix", value(1).prefix("a")),
        Arguments.of("includedProducts", value(1).included("")));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldNameTheFieldThatIsWrong(String field, Draft draft) {
    assertThatThrownBy(draft::terms)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.violations().getFirst().field()).isEqualTo(field));
  }

  @Test
  void shouldTakeWhatIsAtTheEdge() {
    assertThat(value(Leg.MAX_AMOUNT).minimum(0L).terms().amount()).isEqualTo(Leg.MAX_AMOUNT);
    assertThat(percent(10_000).cap(1L).terms().basisPoints()).isEqualTo(10_000);
    assertThat(value(1).validFor(Duration.ofDays(3_660)).ttl(Duration.ofDays(7)).terms().validFor())
        .isEqualTo(Duration.ofDays(3_660));
    assertThat(value(1).validFor(Duration.ofSeconds(1)).terms().validFor()).hasSeconds(1);
  }

  @Test
  void shouldFillInWhatIsLeftOut() {
    Terms terms = value(500).terms();

    assertThat(terms.usesPerCode()).isEqualTo(1);
    assertThat(terms.singleUse()).isTrue();
    assertThat(terms.open()).isFalse();
    assertThat(terms.reservationTtl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(terms.length()).isEqualTo(16);
    assertThat(terms.cardValue()).isZero();
    assertThat(card(700).terms().cardValue()).isEqualTo(700);
    assertThat(card(700).terms().open()).isFalse();
    assertThat(value(1).uses(2).terms().open()).isTrue();
    assertThat(value(1).unlimited().terms().usesPerCode()).isNull();
  }

  static Stream<Draft> good() {
    return Stream.of(
        value(1),
        value(1).unlimited(),
        value(1).uses(5).perCustomer(1).minimum(3L),
        percent(5).cap(3L).included("b", "a", "a").excluded("c"),
        card(9).from(MAY).until(JUNE).validFor(DAY).ttl(DAY).market("CN").prefix("X").length(20));
  }

  @ParameterizedTest
  @MethodSource("good")
  void shouldReadBackWhatItShows(Draft draft) {
    Terms terms = draft.terms();

    assertThat(TermsDraft.of(terms).checked()).isEqualTo(terms);
    assertThat(TermsChange.losses(terms, terms)).isEmpty();
  }

  static Stream<Arguments> favourable() {
    return Stream.of(
        Arguments.of(value(5), value(6)),
        Arguments.of(percent(5).cap(3L), percent(6).cap(4L)),
        Arguments.of(percent(5), percent(6)),
        Arguments.of(percent(5).cap(3L), percent(5).cap(4L)),
        Arguments.of(percent(5).cap(3L), percent(5)),
        Arguments.of(value(5).minimum(4L), value(5).minimum(3L)),
        Arguments.of(value(5).included("a"), value(5).included("a", "b")),
        Arguments.of(value(5).included("a"), value(5)),
        Arguments.of(value(5).excluded("a", "b"), value(5).excluded("a")),
        Arguments.of(value(5).from(JUNE), value(5).from(MAY)),
        Arguments.of(value(5).from(JUNE), value(5)),
        Arguments.of(value(5).until(MAY), value(5).until(JUNE)),
        Arguments.of(value(5).until(MAY), value(5)),
        Arguments.of(value(5).validFor(DAY), value(5).validFor(DAY.multipliedBy(2))),
        Arguments.of(value(5).validFor(DAY), value(5)),
        Arguments.of(value(5).uses(2), value(5).uses(3)),
        Arguments.of(value(5).uses(2), value(5).unlimited()),
        Arguments.of(value(5).perCustomer(1), value(5).perCustomer(2)),
        Arguments.of(value(5).perCustomer(1), value(5)),
        Arguments.of(value(5), value(5).ttl(DAY)));
  }

  @ParameterizedTest
  @MethodSource("favourable")
  void shouldAllowWhatCustomersGainFromAndRefuseTheWayBack(Draft before, Draft after) {
    assertThat(TermsChange.losses(before.terms(), after.terms())).isEmpty();
    assertThat(TermsChange.losses(after.terms(), before.terms())).isNotEmpty();
  }

  static Stream<Arguments> fixed() {
    return Stream.of(
        Arguments.of("kind", value(5), card(5)),
        Arguments.of("currency", value(5), value(5).currency("CASH:EUR")),
        Arguments.of("market", value(5).market("CN"), value(5)),
        Arguments.of("market", value(5), value(5).market("CN")),
        Arguments.of("prefix", value(5), value(5).prefix("A")),
        Arguments.of("length", value(5), value(5).length(20)),
        Arguments.of("amount", card(5), card(6)),
        Arguments.of("usesPerCode", value(5), value(5).uses(2)),
        Arguments.of("usesPerCode", value(5), value(5).unlimited()),
        Arguments.of("usesPerCode", value(5).uses(2), value(5)));
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void shouldRefuseWhatIsFixedForLife(String field, Draft before, Draft after) {
    assertThat(TermsChange.losses(before.terms(), after.terms()))
        .extracting(TermsChange.Loss::field)
        .contains(field);
  }

  @Test
  void shouldLimitBaskets() {
    assertThat(basket(Collections.nCopies(500, new Basket.LineDraft("p", 1L))).lines())
        .hasSize(500);
    for (List<Basket.LineDraft> lines :
        List.of(
            List.<Basket.LineDraft>of(),
            Collections.nCopies(501, new Basket.LineDraft("p", 1L)),
            List.of(new Basket.LineDraft("p", -1L)),
            List.of(new Basket.LineDraft("p", null)),
            List.of(new Basket.LineDraft(" ", 1L)),
            List.of(new Basket.LineDraft("p", Leg.MAX_AMOUNT + 1)),
            Collections.nCopies(2, new Basket.LineDraft("p", Leg.MAX_AMOUNT)))) {
      assertThatThrownBy(() -> basket(lines))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith("basket.lines");
    }
  }

  private static Basket basket(List<Basket.LineDraft> lines) {
    return new Basket.Draft(Samples.CNY, null, List.copyOf(lines)).checked();
  }
}
