package io.goodword.reward.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of taking back in part. Pure; exact for all 64-bit amounts. */
public final class Proportion {

  private Proportion() {}

  /**
   * What is left of a reward when part of its order was refunded: {@code amount - floor(amount *
   * refunded / paid)}. Rounded in favour of the customer; nothing is left after a full refund.
   *
   * @param amount promised minor units, zero or more
   * @param refunded refunded so far, all refunds together, 0 to {@code paid}
   * @param paid paid for the order, positive
   * @throws IllegalArgumentException when an argument is out of its range
   */
  public static long left(long amount, long refunded, long paid) {
    if (amount < 0 || paid <= 0 || refunded < 0 || refunded > paid) {
      throw new IllegalArgumentException(
          "amount is %d, refunded is %d, paid is %d; they must be 0 <= refunded <= paid, 0 < paid"
              .formatted(amount, refunded, paid));
    }
    return amount - scaled(amount, refunded, paid);
  }

  /**
   * Splits a part over sizes in proportion to them. No share is above its size, shares sum to the
   * part, and the whole part gives each size itself; so parts that are split one after the other
   * over what the earlier ones left can never take more than there is.
   *
   * @param sizes what each side still has, zero or more
   * @param part 0 to the sum of the sizes
   * @throws IllegalArgumentException when the part is out of its range
   */
  public static List<Long> shares(List<Long> sizes, long part) {
    long total = sizes.stream().reduce(0L, Math::addExact);
    if (part < 0 || part > total) {
      throw new IllegalArgumentException("part is " + part + ", it must be 0 to " + total);
    }
    var shares = new ArrayList<Long>(sizes.size());
    long before = 0;
    long given = 0;
    for (long size : sizes) {
      // floor of the running sum: the differences are the shares, and no remainder is left over
      before += size;
      long running = total == 0 ? 0 : scaled(before, part, total);
      shares.add(running - given);
      given = running;
    }
    return shares;
  }

  private static long scaled(long amount, long numerator, long denominator) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(numerator))
        .divide(BigInteger.valueOf(denominator))
        .longValueExact();
  }
}
