package io.goodword.reward.coupon;

import io.goodword.kit.source.Ids;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes codes for customers. */
@Singleton
class Issuing {

  private static final int MOST_ATTEMPTS = 5;

  private final StoredCoupons coupons;
  private final CodeVault vault;
  private final Ids ids;

  Issuing(StoredCoupons coupons, CodeVault vault, Ids ids) {
    this.coupons = coupons;
    this.vault = vault;
    this.ids = ids;
  }

  /** A coupon without a code yet, so that the ledger can move its unit or money first. */
  Coupon draft(Pool pool, String holder, @Nullable String grantId, Instant now) {
    return new Coupon(
        ids.next(),
        pool.name(),
        "",
        null,
        holder,
        now,
        Coupon.State.LIVE,
        0,
        0,
        pool.terms().giftCard() ? Long.valueOf(pool.terms().cardValue()) : null,
        grantId,
        false,
        0);
  }

  /**
   * Gives a coupon a code that nobody has, and stores both.
   *
   * @param reference what it is issued for; not used before
   */
  Coupon store(Coupon draft, Pool pool, String reference) {
    CodePattern pattern = pool.terms().pattern();
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      String random = ids.code(pattern.length());
      String shown = CodeText.shown(pattern.prefix(), random);
      UUID id = draft.id();
      Coupon coupon =
          new Coupon(
              id,
              draft.pool(),
              CodeText.last4(random),
              vault.sealCode(id, shown),
              draft.holder(),
              draft.issuedAt(),
              draft.state(),
              0,
              0,
              draft.value(),
              draft.grantId(),
              false,
              0);
      if (coupons.insert(coupon, vault.mac(CodeText.normal(shown).orElseThrow()), reference)) {
        return coupon;
      }
    }
    throw new IllegalStateException(
        MOST_ATTEMPTS + " random codes in a row were there already, or " + reference + " was");
  }
}
