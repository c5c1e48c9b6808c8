package io.goodword.reward.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.export.RollForward.Moved;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-10")
class RollForwardTest {

  /** The worked example of the guide. */
  @Example
  void shouldAddUpAsInTheGuide() {
    List<RollForward> lines =
        RollForward.of(
            List.of(
                moved(true, "grant", null, 1_000),
                moved(true, "spend", null, -200),
                moved(false, "grant", null, 300),
                moved(false, "confirm", null, 100),
                moved(false, "spend", null, -250),
                moved(false, "reverse", "spend", 50),
                moved(false, "expire", null, -70),
                moved(false, "reverse", "grant", -60),
                moved(false, "adjust", null, 25),
                moved(false, "adjust", null, -5)));

    assertThat(lines).containsExactly(new RollForward("POINTS", 800, 400, 200, 70, 60, 20, 0, 890));
  }

  @ParameterizedTest(name = "{0} of {1}, gives {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "fund, -, true, ISSUED",
        "grant, -, true, ISSUED",
        "confirm, -, true, ISSUED",
        "lease, -, true, ISSUED",
        "grant, -, false, ISSUED",
        "spend, -, false, REDEEMED",
        "redeem, -, false, REDEEMED",
        "redeem, -, true, ISSUED",
        "draw, -, false, REDEEMED",
        "draw, -, true, ISSUED",
        "expire, -, false, EXPIRED",
        "adjust, -, true, ADJUSTED",
        "adjust, -, false, ADJUSTED",
        "reverse, -, false, REVERSED",
        "reverse, grant, false, REVERSED",
        "reverse, confirm, false, REVERSED",
        "reverse, fund, false, REVERSED",
        "reverse, spend, true, REDEEMED",
        "reverse, redeem, true, REDEEMED",
        "reverse, redeem, false, REVERSED",
        "reverse, draw, true, REDEEMED",
        "reverse, draw, false, REVERSED",
        "reverse, expire, true, EXPIRED",
        "reverse, adjust, false, ADJUSTED",
        "gift-wrap, -, true, OTHER",
        "reverse, gift-wrap, true, OTHER"
      })
  void shouldCallEachKindByABookkeepersWord(
      String kind, @Nullable String reversed, boolean gives, Movement expected) {
    assertThat(Movement.of(kind, reversed, gives)).isEqualTo(expected);
  }

  @Property
  void shouldCloseWithTheSumOfEverythingThatMoved(@ForAll("histories") List<Moved> history) {
    for (RollForward line : RollForward.of(history)) {
      long all = sum(history, line.asset(), true) + sum(history, line.asset(), false);
      assertThat(line.closing()).isEqualTo(all);
      assertThat(line.opening()).isEqualTo(sum(history, line.asset(), true));
      assertThat(
              line.opening()
                  + line.issued()
                  - line.redeemed()
                  - line.expired()
                  - line.reversed()
                  + line.adjusted()
                  + line.other())
          .isEqualTo(line.closing());
    }
  }

  /** Two ranges one after the other say the same as both together. */
  @Property
  void shouldOpenWithWhatTheRangeBeforeClosedWith(
      @ForAll("histories") List<Moved> first, @ForAll("histories") List<Moved> second) {
    List<Moved> earlier = first.stream().map(one -> with(one, true)).toList();
    List<Moved> later = second.stream().map(one -> with(one, false)).toList();
    List<RollForward> closed = RollForward.of(first.stream().map(one -> with(one, false)).toList());
    List<RollForward> next =
        RollForward.of(java.util.stream.Stream.concat(earlier.stream(), later.stream()).toList());

    for (RollForward line : next) {
      long before =
          closed.stream()
              .filter(one -> one.asset().equals(line.asset()))
              .mapToLong(RollForward::closing)
              .sum();
      assertThat(line.opening()).isEqualTo(before);
    }
  }

  @Provide
  Arbitrary<List<Moved>> histories() {
    return Combinators.combine(
            Arbitraries.of("POINTS", "CASH:CNY"),
            Arbitraries.of(true, false),
            Arbitraries.of(
                "grant", "confirm", "spend", "expire", "adjust", "redeem", "draw", "odd"),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(-1_000_000, 1_000_000).filter(amount -> amount != 0))
        .as(
            (asset, before, kind, reversal, amount) ->
                reversal
                    ? new Moved(asset, before, "reverse", kind, amount)
                    : new Moved(asset, before, kind, null, amount))
        .list()
        .ofMaxSize(40);
  }

  private static long sum(List<Moved> history, String asset, boolean before) {
    return history.stream()
        .filter(one -> one.asset().equals(asset) && one.before() == before)
        .mapToLong(Moved::amount)
        .sum();
  }

  private static Moved with(Moved one, boolean before) {
    return new Moved(one.asset(), before, one.kind(), one.reversed(), one.amount());
  }

  private static Moved moved(boolean before, String kind, @Nullable String reversed, long amount) {
    return new Moved("POINTS", before, kind, reversed, amount);
  }
}
