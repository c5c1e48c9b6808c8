package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.Ledger;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("UX-01")
class WalletIT {

  private static final Pattern QR =
      Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\" width=\"200\".*?d=\"([^\"]+)\"");
  private static final Pattern BALANCE = Pattern.compile("<td class=\"number\">(\\d+)</td>");

  @Inject Ledger ledger;
  @Inject TestClock clock;

  @AfterEach
  void timeGoesOnAndBooksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, 我的钱包, 积分, '获得奖励', 使用, 余额, 简体中文",
    "zh-TW, 我的錢包, 點數, '獲得獎勵', 使用, 餘額, 繁體中文",
    "en, My wallet, Points, Reward, Spent, Balance, English"
  })
  void shouldShowWhatSomebodyHasInTheirLanguage(
      String language,
      String title,
      String points,
      String reward,
      String spent,
      String balance,
      String name) {
    var alice = new Holder(ledger);
    alice.earn("POINTS", 1_264);
    alice.spend("POINTS", 30);

    Response page = Holder.open(alice.link(""), language);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.asString())
        .contains("<html lang=\"" + language + "\">")
        .contains("<h1>" + title + "</h1>")
        .contains(points, reward, spent, balance, name)
        .contains("<p class=\"figure amount\">1,234</p>", "+1,264", "-30")
        .doesNotContain("{t.", "{page.", "NOT_FOUND", alice.id);
  }

  @Test
  void shouldSayThatThereIsNothingYet() {
    assertThat(new Holder(ledger).page())
        .contains("There are no rewards here yet.")
        .doesNotContain("<table", "<h2", "progress");
  }

  @Test
  @Tag("RWD-06")
  void shouldSayWhatExpiresSoonAndOnWhichDay() {
    var alice = new Holder(ledger);
    String late = Holder.expiring("P60D");
    String soon = Holder.expiring("P10D");
    alice.earn(soon, 300);
    alice.earn(late, 40);
    alice.spend(soon, 20);

    String page = alice.page();

    // what is earned today lives to the end of the tenth day after it, in the zone of the policy
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(10);
    assertThat(page)
        .contains("Expiring within 30 days")
        .contains("<span class=\"amount\">280 " + soon + "</span>")
        .contains(
            "Use by "
                + java.time.format.DateTimeFormatter.ofPattern(
                        "MMMM d, yyyy", java.util.Locale.ENGLISH)
                    .format(day))
        .doesNotContain("40 " + late);
    assertThat(page.split("Expiring within 30 days")).hasSize(2);
    clock.setAhead(Duration.ofDays(31));
    assertThat(alice.page()).contains("<span class=\"amount\">40 " + late + "</span>");
  }

  @Test
  void shouldSayWhatWaitsIsSetAsideAndIsOwed() {
    var alice = new Holder(ledger);
    alice.earn("POINTS", 500);
    alice.awaits("POINTS", 70);
    alice.gift("Tea set");
    var bob = new Holder(ledger);
    var earning = bob.earn("POINTS", 50);
    bob.spend("POINTS", 20);
    bob.takeBack(earning);

    assertThat(alice.page())
        .contains("<p class=\"figure amount\">400</p>")
        .contains("70 points more on the way", "100 points more set aside")
        .contains("Tea set", "To be confirmed");
    assertThat(bob.page())
        .contains("<p class=\"figure amount\">0</p>")
        .contains("20 points to be settled");
  }

  @Test
  void shouldShowMoneyAsMoney() {
    var alice = new Holder(ledger);
    Holder.asset("CASH:CNY", "cash", 2, true);
    alice.earn("CASH:CNY", 1_250);

    assertThat(alice.page()).contains("Credit (CNY)", "CN¥12.50", "+CN¥12.50");
  }

  @Test
  @Tag("RWD-05")
  void shouldShowACouponWithItsCodeAndAPictureThatACameraReads() {
    var alice = new Holder(ledger);
    String code =
        alice.coupon(
            Holder.pool(
                Map.of(
                    "minimumSpend",
                    10_000,
                    "validUntil",
                    "2099-12-31T16:00:00Z",
                    "prefix",
                    "SPRING")));

    String page = alice.page();

    assertThat(code).startsWith("SPRING-");
    assertThat(page)
        .contains("CN¥20 off", "From CN¥100", "Use by December 31, 2099")
        .contains("<code id=\"code1\">" + code + "</code>")
        .contains("data-code=\"code1\"", "Copy code", "Show QR code");
    Matcher qr = QR.matcher(page);
    assertThat(qr.find()).isTrue();
    assertThat(Camera.read(Integer.parseInt(qr.group(1)), qr.group(2))).isEqualTo(code);
  }

  @Test
  @Tag("RWD-05")
  void shouldPutAsideCouponsThatWereUsed() {
    var alice = new Holder(ledger);
    String pool = Holder.pool(Map.of());
    String used = alice.coupon(pool);
    String good = alice.coupon(pool);
    alice.redeem(used);

    assertThat(alice.page())
        .contains(good)
        .contains("Used or no longer valid", "•••• " + used.substring(used.length() - 4))
        .doesNotContain(used);
  }

  @Test
  @Tag("RWD-07")
  void shouldSayHowFarTheNextLevelIs() {
    var alice = new Holder(ledger);
    alice.tier(120, "Silver Moon", "Golden Sun");

    assertThat(alice.page())
        .contains("Silver Moon", "<progress max=\"500\" value=\"120\"")
        .contains("380 tier points to go until Golden Sun.");
  }

  @Test
  void shouldTakeNamesAsText() {
    String script = "<script>alert(1)</script>";
    String image = "\"><img src=x onerror=alert(1)>";
    var mallory = new Holder(ledger);
    mallory.tier(120, script, "'\"><svg onload=alert(1)>");
    mallory.earn("POINTS", 100);
    mallory.gift(image);

    assertThat(mallory.page())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain(script, "<img", "<svg onload");
  }

  @Test
  @Tag("RWD-06")
  void shouldLeadFromTheNewestMovementsToTheOldest() {
    var alice = new Holder(ledger);
    for (int i = 1; i <= 25; i++) {
      alice.earn("POINTS", 1);
    }
    String path = alice.link("?lang=en");

    String first = Holder.page(path);
    String second = Holder.follow(path, first, "Older movements");

    assertThat(balances(first)).hasSize(20).startsWith("25", "24").endsWith("6");
    assertThat(balances(second)).containsExactly("5", "4", "3", "2", "1");
    assertThat(first)
        .contains("Balance from 5 points to 25 points")
        .doesNotContain("Back to the newest");
    assertThat(second).doesNotContain("Older movements");
    assertThat(balances(Holder.follow(path, second, "Back to the newest"))).startsWith("25");
  }

  @Test
  void shouldTellOfEachAssetWhenThereAreSeveral() {
    var alice = new Holder(ledger);
    Holder.asset("CASH:CNY", "cash", 2, true);
    alice.earn("POINTS", 7);
    alice.earn("CASH:CNY", 999);
    String path = alice.link("?lang=en");

    String points = Holder.page(path);
    String money = Holder.follow(path, points, "Credit (CNY)");

    assertThat(points).contains("<caption>Points</caption>", "+7").doesNotContain("+CN¥9.99");
    assertThat(money).contains("<caption>Credit (CNY)</caption>", "+CN¥9.99").doesNotContain("+7");
  }

  @Test
  @Tag("RWD-05")
  void shouldStayLightAndLeadToOlderCoupons() {
    var alice = new Holder(ledger);
    String pool = Holder.pool(Map.of("minimumSpend", 10_000, "validFor", "P30D"));
    var codes = new HashSet<String>();
    for (int i = 0; i < 23; i++) {
      codes.add(alice.coupon(pool));
      alice.earn("POINTS", 1_000);
    }
    String path = alice.link("?lang=zh-CN");

    String first = Holder.page(path);
    String second = Holder.follow(path, first, "更多优惠券");

    assertThat(first.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
    assertThat(codes.stream().filter(first::contains)).hasSize(20);
    assertThat(codes.stream().filter(second::contains)).hasSize(3);
    assertThat(codes).allMatch(code -> first.contains(code) != second.contains(code));
  }

  private static List<String> balances(String page) {
    return BALANCE.matcher(page).results().map(found -> found.group(1)).toList();
  }
}
