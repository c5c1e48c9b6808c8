package io.goodword.reward.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * May terms change like this once somebody may hold a code? Only in favour of customers (反不正当竞争法
 * 2025 article 11): more off, a higher cap or none, a lower minimum, more products, earlier or
 * longer validity, more uses, longer reservations. All else is fixed for life. Pure.
 */
final class TermsChange {

  private TermsChange() {}

  /**
   * A field that may not become what it would.
   *
   * @param rule what is allowed
   */
  record Loss(String field, String rule) {}

  /** What customers would lose; empty when the change is in their favour or none. */
  static List<Loss> losses(Terms before, Terms after) {
    var losses = new ArrayList<Loss>();
    same("kind", before.kind(), after.kind(), losses);
    same("currency", before.currency(), after.currency(), losses);
    same("market", before.market(), after.market(), losses);
    same("prefix", before.prefix(), after.prefix(), losses);
    same("length", before.length(), after.length(), losses);
    worth(before, after, losses);
    products(before, after, losses);
    times(before, after, losses);
    uses(before, after, losses);
    return losses;
  }

  private static void worth(Terms before, Terms after, List<Loss> losses) {
    if (before.giftCard()) {
      // cards hold the value that they were issued with
      same("amount", before.amount(), after.amount(), losses);
    } else {
      atLeast("amount", before.amount(), after.amount(), losses);
    }
    atLeast("basisPoints", before.basisPoints(), after.basisPoints(), losses);
    looser("cap", before.cap(), after.cap(), losses);
    if (after.minimumSpend() > before.minimumSpend()) {
      losses.add(new Loss("minimumSpend", "must not rise above " + before.minimumSpend()));
    }
  }

  private static void products(Terms before, Terms after, List<Loss> losses) {
    List<String> included = after.includedProducts();
    boolean stillIn =
        included.isEmpty()
            || (!before.includedProducts().isEmpty()
                && new HashSet<>(included).containsAll(before.includedProducts()));
    if (!stillIn) {
      losses.add(new Loss("includedProducts", "must not lose a product"));
    }
    if (!new HashSet<>(before.excludedProducts()).containsAll(after.excludedProducts())) {
      losses.add(new Loss("excludedProducts", "must not gain a product"));
    }
  }

  private static void times(Terms before, Terms after, List<Loss> losses) {
    Instant from = before.validFrom();
    if (after.validFrom() != null && (from == null || after.validFrom().isAfter(from))) {
      losses.add(new Loss("validFrom", "must not become later"));
    }
    looser("validUntil", before.validUntil(), after.validUntil(), losses);
    looser("validFor", before.validFor(), after.validFor(), losses);
    Duration ttl = before.reservationTtl();
    if (after.reservationTtl().compareTo(ttl) < 0) {
      losses.add(new Loss("reservationTtl", "must not become shorter than " + ttl));
    }
  }

  private static void uses(Terms before, Terms after, List<Loss> losses) {
    if (before.singleUse() || before.giftCard()) {
      // a single use is one unit of the ledger, a second one would have none
      same("usesPerCode", before.usesPerCode(), after.usesPerCode(), losses);
    } else {
      looser("usesPerCode", before.usesPerCode(), after.usesPerCode(), losses);
      if (after.singleUse()) {
        losses.add(new Loss("usesPerCode", "must stay above 1"));
      }
    }
    looser("usesPerCustomer", before.usesPerCustomer(), after.usesPerCustomer(), losses);
  }

  private static void same(
      String field, @Nullable Object before, @Nullable Object after, List<Loss> losses) {
    if (!Objects.equals(before, after)) {
      losses.add(new Loss(field, "is fixed: " + before));
    }
  }

  private static <T extends Comparable<? super T>> void atLeast(
      String field, @Nullable T before, @Nullable T after, List<Loss> losses) {
    if (before != null && (after == null || after.compareTo(before) < 0)) {
      losses.add(new Loss(field, "must be at least " + before));
    }
  }

  /** A limit may rise or go, none may come. */
  private static <T extends Comparable<? super T>> void looser(
      String field, @Nullable T before, @Nullable T after, List<Loss> losses) {
    if (after != null && (before == null || after.compareTo(before) < 0)) {
      losses.add(
          new Loss(
              field, before == null ? "must stay without limit" : "must be at least " + before));
    }
  }
}
