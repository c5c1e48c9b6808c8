package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.text.PageTexts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("UX-01")
class FiguresTest {

  static final Asset POINTS = new Asset("POINTS", "points", 0, true);
  static final Asset CNY = new Asset("CASH:CNY", "cash", 2, true);
  static final Asset MILES = new Asset("MILES", "points", 1, true);
  static final Asset CHANCE = new Asset("CHANCE:spring", "chance", 0, true);
  static final Asset STATUS = new Asset("STATUS", "points", 0, false);

  private static final PageTexts TEXTS = new PageTexts("wallet");

  static Figures in(PageLanguage language) {
    return new Figures(language, TEXTS.in(language));
  }

  @ParameterizedTest
  @CsvSource({
    "ZH_CN, '1,200 积分', '¥1,234.50', '1 次抽奖机会'",
    "ZH_TW, '1,200 點', 'CN¥1,234.50', '1 次抽獎機會'",
    "EN, '1,200 points', 'CN¥1,234.50', '1 draw chance'"
  })
  void shouldSayAmountsWithTheirUnit(
      PageLanguage language, String points, String money, String chance) {
    assertThat(in(language).amount(POINTS, 1_200)).isEqualTo(points);
    assertThat(in(language).amount(CNY, 123_450)).isEqualTo(money);
    assertThat(in(language).amount(CHANCE, 1)).isEqualTo(chance);
  }

  @Test
  void shouldSayOneAsOne() {
    assertThat(in(PageLanguage.EN).amount(POINTS, 1)).isEqualTo("1 point");
    assertThat(in(PageLanguage.EN).amount(POINTS, 0)).isEqualTo("0 points");
  }

  @Test
  void shouldKeepTheDecimalsOfTheAsset() {
    Figures figures = in(PageLanguage.EN);
    assertThat(figures.number(MILES, 12_345)).isEqualTo("1,234.5");
    assertThat(figures.amount(MILES, 10)).isEqualTo("1.0 MILES");
    assertThat(figures.number(POINTS, Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
    assertThat(figures.signed(MILES, 5)).isEqualTo("+0.5");
    assertThat(figures.signed(MILES, -5)).isEqualTo("-0.5");
    assertThat(figures.signed(POINTS, 0)).isEqualTo("0");
  }

  @Test
  void shouldNameAssetsInTheWordsOfTheReader() {
    Figures figures = in(PageLanguage.ZH_TW);
    assertThat(figures.name(POINTS)).isEqualTo("點數");
    assertThat(figures.name(CNY)).isEqualTo("餘額（CNY）");
    assertThat(figures.name(CHANCE)).isEqualTo("抽獎機會");
    assertThat(figures.name(MILES)).isEqualTo("MILES");
  }

  @Test
  void shouldLeaveOutDecimalsThatSayNothing() {
    Figures figures = in(PageLanguage.ZH_CN);
    assertThat(figures.brief(CNY, "CASH:CNY", 2_000)).isEqualTo("¥20");
    assertThat(figures.brief(CNY, "CASH:CNY", 2_050)).isEqualTo("¥20.50");
    assertThat(figures.brief(CNY, "CASH:CNY", 0)).isEqualTo("¥0");
    assertThat(figures.brief(POINTS, "POINTS", 2_000)).isEqualTo("2,000 积分");
    assertThat(figures.brief(null, "GONE", 2_000)).isEqualTo("2,000 GONE");
  }

  @Test
  void shouldSayMoneyOfNoKnownCurrencyWithoutASign() {
    Asset beans = new Asset("CASH:BEANS", "cash", 2, true);
    assertThat(in(PageLanguage.EN).number(beans, 1_050)).isEqualTo("10.50");
    assertThat(in(PageLanguage.EN).name(beans)).isEqualTo("Credit (BEANS)");
  }

  @ParameterizedTest
  @CsvSource({"1500, 15%", "1250, 12.5%", "1234, 12.34%", "10000, 100%", "1, 0.01%"})
  void shouldSaySharesExactly(int basisPoints, String share) {
    assertThat(in(PageLanguage.ZH_CN).percent(basisPoints)).isEqualTo(share);
  }

  @Test
  void shouldSayWhatCountsForALevel() {
    Figures figures = in(PageLanguage.EN);
    assertThat(figures.counted("STATUS", STATUS, 120)).isEqualTo("120 tier points");
    assertThat(figures.counted("POINTS", POINTS, 1)).isEqualTo("1 point");
    assertThat(figures.counted("referrals", null, 1)).isEqualTo("1 friend with a first order");
    assertThat(figures.counted("reviews", null, 3)).isEqualTo("3 reviews");
  }
}
