package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.coupon.CustomerCoupons.Held;
import io.goodword.reward.coupon.Kind;
import io.goodword.reward.text.PageTexts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-05")
class CouponWordsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Instant END = Instant.parse("2026-12-31T16:00:00Z");

  @Test
  void shouldSayWhatAFixedAmountIsGoodFor() {
    WalletView.Coupon coupon =
        in(PageLanguage.ZH_CN)
            .usable(3, held(Kind.VALUE, 2_000L, null, null, 10_000, "valid", "AB-CD", null));

    assertThat(coupon.number()).isEqualTo(3);
    assertThat(coupon.headline()).isEqualTo("立减 ¥20");
    assertThat(coupon.facts()).containsExactly("满 ¥100 可用", "限部分商品", "可用至 2026年12月31日");
    assertThat(coupon.state()).isNull();
    assertThat(coupon.code()).isEqualTo("AB-CD");
    assertThat(coupon.clear()).isTrue();
    assertThat(coupon.qr()).isEqualTo(QrCode.of("AB-CD"));
  }

  @Test
  void shouldSayAShareAndItsCap() {
    WalletView.Coupon coupon =
        in(PageLanguage.EN)
            .usable(1, held(Kind.PERCENT, null, 1_500, 5_000L, 0, "valid", "A", null));

    assertThat(coupon.headline()).isEqualTo("15% off");
    assertThat(coupon.facts())
        .containsExactly("Up to CN¥50 off", "Selected products", "Use by December 31, 2026");
  }

  @Test
  void shouldSayWhatIsLeftOnACard() {
    WalletView.Coupon coupon =
        in(PageLanguage.ZH_TW)
            .usable(1, held(Kind.GIFT_CARD, 5_000L, null, null, 0, "valid", "A", 3_050L));

    assertThat(coupon.headline()).isEqualTo("禮物卡 CN¥50");
    assertThat(coupon.facts()).startsWith("餘額 CN¥30.50");
  }

  @Test
  void shouldShowNoPictureOfWhatCannotBeUsedNow() {
    WalletView.Coupon reserved =
        in(PageLanguage.EN).usable(1, held(Kind.VALUE, 1L, null, null, 0, "reserved", "A", null));
    WalletView.Coupon early =
        in(PageLanguage.EN)
            .usable(1, held(Kind.VALUE, 1L, null, null, 0, "not-yet-valid", "A", null));

    assertThat(reserved.qr()).isNull();
    assertThat(reserved.state()).isEqualTo("In use for an order that is not finished");
    assertThat(early.qr()).isNull();
    assertThat(early.state()).startsWith("Valid from Nov 25, 2026");
    assertThat(early.code()).isEqualTo("A");
  }

  @Test
  void shouldShowTheEndOfTheCodeOnlyWhenTheCodeIsNotToBeSeen() {
    WalletView.Coupon coupon =
        in(PageLanguage.EN).usable(1, held(Kind.VALUE, 1L, null, null, 0, "valid", null, null));

    assertThat(coupon.code()).isEqualTo("•••• XB42");
    assertThat(coupon.clear()).isFalse();
    assertThat(coupon.qr()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"used", "expired", "withdrawn"})
  void shouldSayWhatBecameOfIt(String state) {
    assertThat(
            in(PageLanguage.EN)
                .past(held(Kind.VALUE, 2_000L, null, null, 0, state, "SECRET", null)))
        .satisfies(
            past -> {
              assertThat(past.headline()).isEqualTo("CN¥20 off");
              assertThat(past.code()).isEqualTo("•••• XB42");
              assertThat(past.state()).isNotBlank();
            });
  }

  @ParameterizedTest
  @EnumSource(PageLanguage.class)
  void shouldHaveWordsForEveryState(PageLanguage language) {
    PageTexts.Words words = new PageTexts("wallet").in(language);
    for (String state : List.of("not-yet-valid", "reserved", "used", "expired", "withdrawn")) {
      assertThat(words.say("coupon.state." + state)).isNotBlank();
    }
    for (String state :
        List.of("requested", "confirmed", "handed-over", "delivered", "cancelled")) {
      assertThat(words.say("gift." + state)).isNotBlank();
    }
  }

  private static CouponWords in(PageLanguage language) {
    return new CouponWords(
        new PageTexts("wallet").in(language),
        FiguresTest.in(language),
        new Dates(language, ZoneId.of("Asia/Shanghai")),
        Map.of("CASH:CNY", FiguresTest.CNY));
  }

  private static Held held(
      Kind kind,
      @Nullable Long amount,
      @Nullable Integer basisPoints,
      @Nullable Long cap,
      long minimum,
      String state,
      @Nullable String code,
      @Nullable Long left) {
    return new Held(
        new UUID(0, 1),
        "SPRING",
        state,
        code,
        "XB42",
        kind,
        "CASH:CNY",
        amount,
        basisPoints,
        cap,
        minimum,
        List.of("tea"),
        List.of(),
        null,
        left,
        NOW,
        END,
        NOW);
  }
}
