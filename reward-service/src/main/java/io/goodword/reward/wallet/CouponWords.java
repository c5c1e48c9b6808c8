package io.goodword.reward.wallet;

import io.goodword.reward.coupon.CustomerCoupons.Held;
import io.goodword.reward.coupon.Kind;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.text.PageTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a coupon is good for. Pure. */
record CouponWords(PageTexts.Words words, Figures figures, Dates dates, Map<String, Asset> assets) {

  /** A coupon that can be used, now or later. */
  WalletView.Coupon usable(int number, Held held) {
    String code = held.code();
    return new WalletView.Coupon(
        number,
        headline(held),
        facts(held),
        state(held),
        code == null ? ending(held) : code,
        code != null,
        code != null && held.state().equals("valid") ? QrCode.of(code) : null);
  }

  /** One that no longer can. */
  WalletView.Past past(Held held) {
    return new WalletView.Past(
        headline(held), ending(held), words.say("coupon.state." + held.state()));
  }

  private String headline(Held held) {
    Integer basisPoints = held.basisPoints();
    if (held.kind() == Kind.PERCENT && basisPoints != null) {
      return words.say("coupon.off", figures.percent(basisPoints));
    }
    String amount = money(held, held.amount() == null ? 0 : held.amount());
    return words.say(held.kind() == Kind.GIFT_CARD ? "coupon.card" : "coupon.off", amount);
  }

  private List<String> facts(Held held) {
    var facts = new ArrayList<String>();
    Long left = held.left();
    if (left != null) {
      facts.add(words.say("coupon.left", money(held, left)));
    }
    if (held.minimumSpend() > 0) {
      facts.add(words.say("coupon.minimum", money(held, held.minimumSpend())));
    }
    Long cap = held.cap();
    if (cap != null) {
      facts.add(words.say("coupon.cap", money(held, cap)));
    }
    if (!held.includedProducts().isEmpty() || !held.excludedProducts().isEmpty()) {
      facts.add(words.say("coupon.products"));
    }
    Instant end = held.expiresAt();
    if (end != null) {
      facts.add(words.say("coupon.until", dates.until(end)));
    }
    return facts;
  }

  private @Nullable String state(Held held) {
    Instant from = held.validFrom();
    if (held.state().equals("not-yet-valid") && from != null) {
      return words.say("coupon.from", dates.moment(from));
    }
    return held.state().equals("valid") ? null : words.say("coupon.state." + held.state());
  }

  private String money(Held held, long amount) {
    return figures.brief(assets.get(held.currency()), held.currency(), amount);
  }

  private static String ending(Held held) {
    return "•••• " + held.last4();
  }
}
