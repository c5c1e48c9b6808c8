package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every ticket is equally likely to win: Pearson's chi-square over a million fixed seeds, compared
 * with its quantile at p = 0.001. The ids are as unlike each other as they get.
 */
@Tag("RWD-09")
class UniformityTest {

  private static final int SEEDS = 1_000_000;
  private static final long FIXED = 20_261_125L;
  private static final String DRAW = "01980f2a-6c00-7a10-8f01-5a1d3c9b00d1";

  /** 0.999 quantile of the chi-square distribution with 4 degrees of freedom. */
  private static final double LIMIT_4 = 18.467;

  @Test
  void shouldFavourNoTicketWhenAMillionSeedsDraw() {
    List<Ticket> tickets = new ArrayList<>();
    for (String id : List.of("1.1", "1.2", "2.1", "9007199254740991.1", "77.100")) {
      tickets.add(Ticket.of(id, "holder-" + id));
    }
    String hash = new TicketList(tickets).hash();
    int processors = 4;
    // winners of the first and of the second prize, by ticket
    long[][] wins = new long[2][tickets.size()];

    IntStream.range(0, processors)
        .parallel()
        .mapToObj(part -> wins(tickets, hash, FIXED + part, SEEDS / processors))
        .forEach(found -> add(wins, found));

    double first = statistic(wins[0]);
    double second = statistic(wins[1]);
    System.out.printf(
        "chi-square over %,d seeds, 5 tickets: first prize %.3f, second prize %.3f (limit %.3f at p = 0.001)%n",
        SEEDS, first, second, LIMIT_4);
    assertThat(first).isLessThan(LIMIT_4);
    assertThat(second).isLessThan(LIMIT_4);
  }

  @Test
  void shouldNoticeWhenATicketIsFavoured() {
    // half a percent more for one ticket can be chance, one and a quarter cannot
    assertThat(statistic(new long[] {201_000, 199_750, 199_750, 199_750, 199_750}))
        .isLessThan(LIMIT_4);
    assertThat(statistic(new long[] {202_500, 199_375, 199_375, 199_375, 199_375}))
        .isGreaterThan(LIMIT_4);
  }

  private static long[][] wins(List<Ticket> tickets, String hash, long start, int seeds) {
    var random = new SplittableRandom(start);
    long[][] wins = new long[2][tickets.size()];
    byte[] seed = new byte[Sha256.BYTES];
    for (int i = 0; i < seeds; i++) {
      random.nextBytes(seed);
      for (Drawing.Win win : Drawing.of(seed, hash, DRAW).winners(tickets, List.of(1, 1), false)) {
        wins[win.rank() - 1][tickets.indexOf(win.ticket())]++;
      }
    }
    return wins;
  }

  private static synchronized void add(long[][] sums, long[][] found) {
    for (int prize = 0; prize < sums.length; prize++) {
      for (int ticket = 0; ticket < sums[prize].length; ticket++) {
        sums[prize][ticket] += found[prize][ticket];
      }
    }
  }

  private static double statistic(long[] observed) {
    double expected =
        (double) IntStream.range(0, observed.length).mapToLong(i -> observed[i]).sum()
            / observed.length;
    double sum = 0;
    for (long count : observed) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
