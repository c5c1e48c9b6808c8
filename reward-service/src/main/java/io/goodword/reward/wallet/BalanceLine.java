package io.goodword.reward.wallet;

import java.math.BigInteger;
import java.util.List;

/**
 * How a balance ran, as a line of steps in a picture of 600 by 100. Pure.
 *
 * @param path SVG path of the line
 * @param endY where the line ends at the right edge
 */
record BalanceLine(String path, long endY) {

  static final int WIDTH = 600;
  static final int HEIGHT = 100;

  /**
   * Draws balances from the oldest to the newest, each as long as the next. Zero is at the bottom,
   * the highest balance at the top.
   *
   * @param balances at least one, minor units, none negative
   */
  static BalanceLine of(List<Long> balances) {
    long top = Math.max(1, balances.stream().mapToLong(Long::longValue).max().orElseThrow());
    var path = new StringBuilder();
    long y = 0;
    for (int i = 0; i < balances.size(); i++) {
      y = y(balances.get(i), top);
      path.append(i == 0 ? "M0 " : "V").append(y);
      path.append('H').append((i + 1) * WIDTH / balances.size());
    }
    return new BalanceLine(path.toString(), y);
  }

  private static long y(long balance, long top) {
    BigInteger height =
        BigInteger.valueOf(balance)
            .multiply(BigInteger.valueOf(HEIGHT))
            .divide(BigInteger.valueOf(top));
    return HEIGHT - height.longValueExact();
  }
}
