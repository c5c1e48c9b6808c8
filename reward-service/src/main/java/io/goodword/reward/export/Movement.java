package io.goodword.reward.export;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a journal does to what customers have (their balances less what they owe), in a bookkeeper's
 * words. Pure.
 */
public enum Movement {
  /** Value was given. */
  ISSUED,
  /** Value was spent; what is returned of it counts back. */
  REDEEMED,
  /** Value expired; what is revived of it counts back. */
  EXPIRED,
  /** A gift was taken back, for instance after a refund. */
  REVERSED,
  /** A person gave or took. */
  ADJUSTED,
  /** A kind of journal that this report does not know. */
  OTHER;

  private static final Set<String> GIVING = Set.of("fund", "grant", "confirm", "lease");
  private static final Set<String> SPENDING = Set.of("spend");
  private static final Set<String> EITHER = Set.of("redeem", "draw");

  /**
   * The movement of a journal.
   *
   * @param kind kind of the journal
   * @param reversed kind of the journal that it takes back, null when it is no reversal of one
   * @param gives whether customers have more after it
   */
  public static Movement of(String kind, @Nullable String reversed, boolean gives) {
    if (kind.equals("reverse")) {
      // the movement that is undone tells; a gift that is undone has a column of its own
      Movement undone = reversed == null ? ISSUED : of(reversed, null, !gives);
      return undone == ISSUED ? REVERSED : undone;
    }
    if (kind.equals("adjust")) {
      return ADJUSTED;
    }
    if (kind.equals("expire")) {
      return EXPIRED;
    }
    if (GIVING.contains(kind)) {
      return ISSUED;
    }
    if (SPENDING.contains(kind)) {
      return REDEEMED;
    }
    // a redemption takes points and gives a gift; a draw takes chances and gives prizes
    return EITHER.contains(kind) ? gives ? ISSUED : REDEEMED : OTHER;
  }

  /** Whether the column is subtracted: what leaves customers is written without a sign. */
  boolean leaves() {
    return this == REDEEMED || this == EXPIRED || this == REVERSED;
  }
}
