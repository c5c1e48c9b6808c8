package io.goodword.reward.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.points.LotBook.Seen;
import io.goodword.reward.points.LotBook.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** The laws of lots. The posting function is held to the same book by the model test. */
@Tag("RWD-06")
class LotBookTest {

  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final ExpiryRule RULE = ExpiryRule.of("P30D", "UTC", "day", null, null);

  /** Something earned on a day. */
  record Earning(int day, String campaign, long amount) {}

  @Property
  void shouldHaveInLotsWhatWasEarnedLessWhatWentOut(
      @ForAll("earnings") List<Earning> earnings,
      @ForAll @LongRange(max = 500) long spent,
      @ForAll @LongRange(max = 120) long days) {
    LotBook book = book(earnings);
    long earned = book.posted();

    boolean done = spent > 0 && book.spend("spend", spent);
    long expired = book.expire("expire", at(days));

    assertThat(earned).isEqualTo(earnings.stream().mapToLong(Earning::amount).sum());
    assertThat(book.posted()).isEqualTo(earned - (done ? spent : 0) - expired);
    assertThat(book.seen().stream().mapToLong(Seen::amount).sum()).isEqualTo(earned);
    assertThat(book.seen())
        .allMatch(lot -> lot.remaining() >= 0 && lot.remaining() <= lot.amount());
  }

  @Property
  void shouldSpendTheOldestFirst(
      @ForAll("earnings") List<Earning> earnings, @ForAll @LongRange(min = 1, max = 500) long n) {
    LotBook book = book(earnings);
    if (!book.spend("spend", n)) {
      return;
    }
    List<Seen> lots = book.seen();
    int lastTouched = -1;
    for (int i = 0; i < lots.size(); i++) {
      lastTouched = lots.get(i).remaining() < lots.get(i).amount() ? i : lastTouched;
    }
    assertThat(lots.subList(0, lastTouched)).allMatch(lot -> lot.remaining() == 0);
    assertThat(lots).isSortedAccordingTo(Comparator.comparing(Seen::expiresAt));
  }

  @Property
  void shouldHaveTheSameLotsAfterARefundAsBefore(
      @ForAll("earnings") List<Earning> earnings,
      @ForAll @LongRange(min = 1, max = 500) long n,
      @ForAll @LongRange(min = 1, max = 500) long part) {
    LotBook book = book(earnings);
    List<Seen> before = book.seen();
    if (!book.spend("spend", n)) {
      return;
    }
    if (part < n) {
      book.refund("spend", null, part, at(1));
    }
    book.refund("spend", null, part < n ? n - part : n, at(1));

    assertThat(book.seen()).isEqualTo(before);
  }

  @Property
  void shouldNeverExpireWhatIsNotDueOrIsPinned(
      @ForAll("earnings") List<Earning> earnings,
      @ForAll @LongRange(max = 500) long held,
      @ForAll @LongRange(max = 120) long days) {
    LotBook book = book(earnings);
    boolean pinned = held > 0 && book.hold(held);
    List<Seen> before = book.seen();
    Instant now = at(days);
    long due = before.stream().filter(lot -> isDue(lot, now)).mapToLong(Seen::remaining).sum();

    long expired = book.expire("expire", now);

    assertThat(expired).isEqualTo(Math.max(0, due - (pinned ? held : 0)));
    assertThat(book.posted()).isGreaterThanOrEqualTo(book.held());
    for (int i = 0; i < before.size(); i++) {
      if (!isDue(before.get(i), now)) {
        assertThat(book.seen().get(i)).isEqualTo(before.get(i));
      }
    }
    assertThat(book.expire("again", now)).isZero();
  }

  @Property
  void shouldComeToTheSameWhetherAHoldIsPostedBeforeOrAfterTheExpiry(
      @ForAll("earnings") List<Earning> earnings,
      @ForAll @LongRange(min = 1, max = 300) long held,
      @ForAll @LongRange(max = 120) long days) {
    LotBook first = book(earnings);
    LotBook second = book(earnings);
    if (!first.hold(held)) {
      return;
    }
    second.hold(held);
    first.settle("settle", held, held);
    first.expire("expire", at(days));
    second.expire("expire", at(days));
    second.settle("settle", held, held);

    assertThat(second.seen()).isEqualTo(first.seen());
  }

  @Property
  void shouldOweExactlyWhatIsMissingWhenAnEarningIsTakenBack(
      @ForAll("earnings") List<Earning> earnings, @ForAll @LongRange(min = 1, max = 500) long n) {
    LotBook book = book(earnings);
    long before = book.posted();

    Taken taken = book.takeBack("reverse", "earn-0", n);

    assertThat(taken.given() + taken.owed()).isEqualTo(n);
    assertThat(book.posted()).isEqualTo(before - taken.given());
    assertThat(book.debt()).isEqualTo(Math.max(0, n - before));
    book.earn("repay", "a", book.debt() + 1, at(2));
    assertThat(book.debt()).isZero();
    assertThat(book.posted()).isEqualTo(before - taken.given() + 1);
  }

  @Example
  void shouldTakeBackFromTheLotThatWasEarnedThenFromTheOldest() {
    LotBook book =
        book(List.of(new Earning(0, "a", 10), new Earning(1, "a", 20), new Earning(2, "a", 30)));

    book.takeBack("reverse", "earn-1", 25);

    assertThat(book.seen()).extracting(Seen::remaining).containsExactly(5L, 0L, 30L);
  }

  @Example
  void shouldGiveGraceToWhatComesBackToAnExpiredLot() {
    LotBook book = new LotBook(ExpiryRule.of("P30D", "UTC", "day", "P7D", null));
    book.earn("earn", "a", 10, at(0));
    book.earn("later", "b", 10, at(20));
    book.spend("spend", 15);

    book.refund("spend", null, 15, at(31));

    assertThat(book.seen())
        .containsExactly(
            new Seen("a", at(31), 10, 0),
            new Seen("a", at(39), 10, 10),
            new Seen("b", at(51), 10, 10));
  }

  @Example
  void shouldLetItExpireAgainWithTheNextRunWithoutGrace() {
    LotBook book = book(List.of(new Earning(0, "a", 10)));
    book.spend("spend", 10);
    book.refund("spend", null, 10, at(40));

    assertThat(book.expire("expire", at(40))).isEqualTo(10);
    assertThat(book.posted()).isZero();
  }

  @Provide
  Arbitrary<List<Earning>> earnings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of("a", "b"),
            Arbitraries.longs().between(1, 100))
        .as(Earning::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static LotBook book(List<Earning> earnings) {
    LotBook book = new LotBook(RULE);
    for (int i = 0; i < earnings.size(); i++) {
      Earning earning = earnings.get(i);
      book.earn("earn-" + i, earning.campaign(), earning.amount(), at(earning.day()));
    }
    return book;
  }

  private static boolean isDue(Seen lot, Instant now) {
    return lot.expiresAt() != null && !lot.expiresAt().isAfter(now);
  }

  private static Instant at(long days) {
    return START.plus(Duration.ofDays(days));
  }
}
