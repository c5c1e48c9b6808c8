package io.goodword.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.notification.consent.Purpose;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final URI UNSUBSCRIBE = URI.create("https://n.example/u/token?a=1&b=2");

  private final Templates templates = new Templates(() -> "好物商店");

  @Test
  @Tag("NOT-03")
  void shouldFindNothingToBlameInAnyTemplate() {
    assertThat(TemplateFiles.load()).hasSize(8);
    assertThat(TemplateFiles.load().values()).flatMap(Linter::findings).isEmpty();
  }

  @Test
  @Tag("NOT-03")
  void shouldFindWhatMustNotBeSaid() {
    Properties parts = new Properties();
    parts.setProperty("subject", "全国第一!!");
    parts.setProperty("heading", "最好的{prize}");
    parts.setProperty("text", "你马上来");
    parts.setProperty("sms", "来");
    MessageTemplate template =
        new MessageTemplate(
            "bad",
            Purpose.MARKETING,
            List.of(),
            Map.of(PageLanguage.ZH_CN, Wording.of("bad", PageLanguage.ZH_CN, parts)));

    assertThat(Linter.findings(template))
        .contains(
            "bad in zh-CN has a superlative: 第一",
            "bad in zh-CN has a superlative: 最",
            "bad in zh-CN has a run of exclamation marks: !!",
            "bad in zh-CN has a pressure: 马上",
            "bad in zh-CN has a familiar address: 你",
            "bad in zh-CN has the unknown variable prize",
            "bad in zh-CN does not say in its SMS who writes",
            "bad in en is missing");
  }

  @Test
  @Tag("NOT-03")
  void shouldEscapeValuesInHtmlAndNotReadThemAgain() {
    Rendered mail =
        render(
            PageLanguage.EN,
            Map.of("link", "https://x.example/f/1", "productTitle", "<b>{link}</b> & \"tea\""));

    assertThat(mail.html())
        .contains("&lt;b&gt;{link}&lt;/b&gt; &amp; &quot;tea&quot;")
        .contains("href=\"https://n.example/u/token?a=1&amp;b=2\"")
        .doesNotContain("<b>");
    assertThat(mail.subject()).isEqualTo("How is your <b>{link}</b> & \"tea\"?");
  }

  @Test
  @Tag("NOT-03")
  void shouldLeaveOutTheLinesOfAbsentVariables() {
    Map<String, String> data = Map.of("link", "https://x.example/f/1", "productTitle", "茶");
    assertThat(render(PageLanguage.ZH_CN, data).text()).doesNotContain("获得");
    assertThat(render(PageLanguage.ZH_CN, data).sms())
        .isEqualTo("【好物商店】您买的茶用得怎么样？请写下真实感受：https://x.example/f/1");
  }

  @Test
  @Tag("NOT-03")
  void shouldPreferTheValueInTheLanguageOfTheRecipient() {
    Map<String, String> data =
        Map.of(
            "link", "https://x.example/f/1",
            "productTitle", "Tea",
            "productTitle.zh-TW", "茶葉",
            "incentive", "a small thank-you");
    assertThat(render(PageLanguage.ZH_TW, data).subject()).isEqualTo("您買的茶葉用得怎麼樣？");
    assertThat(render(PageLanguage.EN, data).text()).contains("you receive a small thank-you,");
  }

  @Test
  @Tag("NOT-03")
  void shouldKeepASubjectInOneLineWhenTheTitleHasLineBreaks() {
    Map<String, String> data =
        Map.of("link", "https://x.example/f/1", "productTitle", "Tea\r\nBcc: x@y.example");
    assertThat(render(PageLanguage.EN, data).subject()).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  @Tag("NOT-03")
  void shouldNameTheVariableWhenItIsMissingOrOfTheWrongType() {
    assertThatThrownBy(() -> templates.check("reward-received", Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessage("data.reward is required by reward-received.");
    assertThatThrownBy(() -> templates.check("reward-received", Map.of("reward", "many")))
        .hasMessageContaining("data.reward must be minor units and asset code");
    assertThatThrownBy(
            () ->
                templates.check(
                    "review-request", Map.of("link", "javascript:alert(1)", "productTitle", "x")))
        .hasMessageContaining("data.link must be an absolute http or https address");
    assertThatThrownBy(() -> templates.check("greeting", Map.of()))
        .hasMessageContaining("template must be one of");
  }

  @Test
  @Tag("NOT-08")
  void shouldSayAmountsAsPeopleDo() {
    assertThat(new Amount(1_200, "POINTS").in(PageLanguage.ZH_CN)).isEqualTo("1,200 积分");
    assertThat(new Amount(1_200, "POINTS").in(PageLanguage.ZH_TW)).isEqualTo("1,200 點數");
    assertThat(new Amount(1, "POINTS").in(PageLanguage.EN)).isEqualTo("1 point");
    assertThat(new Amount(2, "COUPON:SPRING").in(PageLanguage.ZH_TW)).isEqualTo("2 張優惠券");
    assertThat(new Amount(1, "COUPON:SPRING").in(PageLanguage.EN)).isEqualTo("1 coupon");
    assertThat(new Amount(1_050, "CNY").in(PageLanguage.EN)).isEqualTo("10.50 CNY");
    assertThat(new Amount(3, "STAR").in(PageLanguage.EN)).isEqualTo("3 STAR");
  }

  private Rendered render(PageLanguage language, Map<String, String> data) {
    return templates.render("review-request", language, SHANGHAI, data, UNSUBSCRIBE);
  }
}
