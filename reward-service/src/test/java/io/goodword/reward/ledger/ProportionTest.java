package io.goodword.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

@Tag("RWD-02")
class ProportionTest {

  @Property
  void shouldNeverLeaveMoreAfterALargerRefund(
      @ForAll @LongRange(min = 0, max = Leg.MAX_AMOUNT) long amount,
      @ForAll @LongRange(min = 1, max = Leg.MAX_AMOUNT) long paid,
      @ForAll @LongRange(min = 0, max = Leg.MAX_AMOUNT) long one,
      @ForAll @LongRange(min = 0, max = Leg.MAX_AMOUNT) long other) {
    long less = Math.min(one, other) % (paid + 1);
    long more = Math.max(less, Math.max(one, other) % (paid + 1));

    long left = Proportion.left(amount, more, paid);

    assertThat(left).isBetween(0L, Proportion.left(amount, less, paid));
    assertThat(Proportion.left(amount, 0, paid)).isEqualTo(amount);
    assertThat(Proportion.left(amount, paid, paid)).isZero();
  }

  @Property
  void shouldNeverTakeMoreThanThereIsWhenPartsFollowEachOther(
      @ForAll("sizes") List<Long> sizes, @ForAll("parts") List<Long> parts) {
    List<Long> left = new ArrayList<>(sizes);
    for (long wish : parts) {
      long total = left.stream().mapToLong(Long::longValue).sum();
      long part = Math.min(wish, total);

      List<Long> shares = Proportion.shares(left, part);

      assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(part);
      for (int i = 0; i < shares.size(); i++) {
        assertThat(shares.get(i)).isBetween(0L, left.get(i));
        left.set(i, left.get(i) - shares.get(i));
      }
    }
    long rest = left.stream().mapToLong(Long::longValue).sum();
    assertThat(Proportion.shares(left, rest)).isEqualTo(left);
  }

  @Example
  void shouldRoundInFavourOfTheCustomer() {
    assertThat(Proportion.left(100, 1, 3)).isEqualTo(67);
    assertThat(Proportion.left(100, 2, 3)).isEqualTo(34);
    assertThat(Proportion.left(100, 3, 3)).isZero();
    assertThat(Proportion.left(1, 9_999, 10_000)).isEqualTo(1);
  }

  @Example
  void shouldSplitWithoutARemainder() {
    assertThat(Proportion.shares(List.of(1L, 1L, 1L), 2)).containsExactly(0L, 1L, 1L);
    assertThat(Proportion.shares(List.of(70L, 30L), 10)).containsExactly(7L, 3L);
    assertThat(Proportion.shares(Collections.emptyList(), 0)).isEmpty();
  }

  @Example
  void shouldRefuseWhatIsOutOfRange() {
    assertThatThrownBy(() -> Proportion.left(100, 4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refunded is 4, paid is 3");
    assertThatThrownBy(() -> Proportion.shares(List.of(3L), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part is 4, it must be 0 to 3");
  }

  @Provide
  Arbitrary<List<Long>> sizes() {
    return Arbitraries.longs().between(0, 1_000_000_000L).list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Long>> parts() {
    return Arbitraries.longs().between(0, 2_000_000_000L).list().ofMaxSize(10);
  }
}
