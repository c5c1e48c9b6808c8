package io.goodword.referral.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REF-03")
class BotRulesTest {

  /** One User-Agent for each rule. */
  private static final Map<String, String> SEEN =
      Map.ofEntries(
          Map.entry(
              "wechat-share-extension",
              "WeChatShareExtensionNew/8.0.44.31 CFNetwork/1492.0.1 Darwin/23.3.0"),
          Map.entry("telegram-preview", "TelegramBot (like TwitterBot)"),
          Map.entry("slack-preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"),
          Map.entry("slack-image", "Slack-ImgProxy (+https://api.slack.com/robots)"),
          Map.entry("whatsapp-preview", "WhatsApp/2.23.20.0 A"),
          Map.entry(
              "facebook-preview",
              "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"),
          Map.entry(
              "meta-crawler",
              "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters)"),
          Map.entry("line-preview", "line-poker/1.0"),
          Map.entry(
              "skype-preview", "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5"),
          Map.entry("kakao-preview", "kakaotalk-scrap/1.0; +https://devtalk.kakao.com/"),
          Map.entry(
              "google-preview",
              "Mozilla/5.0 (Linux) Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)"),
          Map.entry("google-inspection", "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)"),
          Map.entry(
              "headless-browser",
              "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0.0.0 Safari/537.36"),
          Map.entry(
              "page-test",
              "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Chrome-Lighthouse"),
          Map.entry(
              "spider",
              "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"),
          Map.entry("crawler", "Mozilla/5.0 (compatible; MegaIndex Crawler)"),
          Map.entry(
              "slurp",
              "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)"),
          Map.entry("monitor", "Site24x7 Monitor"),
          Map.entry("uptime", "Uptime-Kuma/1.23.0"),
          Map.entry("curl", "curl/8.5.0"),
          Map.entry("wget", "Wget/1.21.4"),
          Map.entry("python", "python-requests/2.32.0"),
          Map.entry("go", "Go-http-client/2.0"),
          Map.entry("java", "Java-http-client/25.0.1"),
          Map.entry("java-apache", "Apache-HttpClient/4.5.14 (Java/25.0.1)"),
          Map.entry("java-vertx", "Vert.x-WebClient/4.5"),
          Map.entry("okhttp", "okhttp/4.12.0"),
          Map.entry("axios", "axios/1.7.2"),
          Map.entry("node", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)"),
          Map.entry("postman", "PostmanRuntime/7.43.0"));

  @Test
  void shouldMatchEachRuleByARealUserAgent() {
    var notTried = new ArrayList<String>();
    for (BotRules.Rule rule : BotRules.RULES) {
      String agent = SEEN.get(rule.name());
      if (agent == null) {
        notTried.add(rule.name());
      } else {
        assertThat(BotRules.match(agent)).as(agent).contains(rule.name());
      }
    }
    assertThat(notTried).isEmpty();
    assertThat(BotRules.RULES).hasSameSizeAs(SEEN.entrySet());
  }

  @ParameterizedTest
  @CsvSource({
    "Twitterbot/1.0, bot",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html), bot",
    "LinkedInBot/1.0, bot",
    "Mozilla/5.0 (compatible; Discordbot/2.0), bot",
    "WeChat/8.0.2.37 CFNetwork/1240.0.4 Darwin/20.5.0, app-fetch",
    "'', no-agent",
    "'   ', no-agent"
  })
  void shouldTakeItForAProgramWhenAGeneralRuleFits(String agent, String rule) {
    assertThat(BotRules.match(agent)).contains(rule);
  }

  @Test
  void shouldTakeItForAProgramWhenThereIsNoUserAgent() {
    assertThat(BotRules.match(null)).contains("no-agent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54(0x18003631) NetType/WIFI Language/zh_CN",
        "Mozilla/5.0 (Linux; Android 14; 2312DRA50C) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 XWEB/1260059 MMWEBSDK/20240301 MicroMessenger/8.0.48.2580(0x28003035) WeChat/arm64 Weixin NetType/4G",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/21F79 Safari Line/14.9.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/21F90 [FBAN/FBIOS;FBAV/468.0.0;FBDV/iPhone14,5]",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36 V1_AND_SQ_9.0.70_6698_YYB_D QQ/9.0.70",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Weibo (iPhone15,2__weibo__14.5.0__iphone__os17.0)",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
      })
  void shouldTakeItForAPersonWhenItIsABrowser(String agent) {
    assertThat(BotRules.match(agent)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "prefetch, true",
    "prefetch;prerender, true",
    "prefetch;anonymous-client-ip, true",
    "preview, true",
    "Prefetch, true",
    "navigate, false",
    "'', false"
  })
  void shouldKnowAPrefetch(String purpose, boolean prefetch) {
    assertThat(Visit.isPrefetch(purpose)).isEqualTo(prefetch);
  }

  @Test
  void shouldNotReadWithoutEndWhenAUserAgentIsHuge() {
    assertThat(BotRules.match("Mozilla/5.0 " + "x".repeat(100_000) + " bot")).isEmpty();
  }

  @Test
  void shouldHaveNoTwoRulesOfOneName() {
    List<String> names = BotRules.RULES.stream().map(BotRules.Rule::name).toList();
    assertThat(names).doesNotHaveDuplicates();
  }
}
