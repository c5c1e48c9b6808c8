package io.goodword.referral.link;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells programs from people by the User-Agent: link previews of messengers, search engines,
 * monitors, HTTP libraries. A program is led on like a person but counted apart, so a wrong guess
 * costs a figure, never a reward.
 */
final class BotRules {

  /**
   * A rule.
   *
   * @param name kept with the click
   * @param sign what the lower-case User-Agent contains
   */
  record Rule(String name, String sign) {}

  /** In the order of trial; each one has a test with a real User-Agent. */
  static final List<Rule> RULES =
      List.of(
          new Rule("wechat-share-extension", "wechatshareextension"),
          new Rule("telegram-preview", "telegrambot"),
          new Rule("slack-preview", "slackbot"),
          new Rule("slack-image", "slack-imgproxy"),
          new Rule("whatsapp-preview", "whatsapp/"),
          new Rule("facebook-preview", "facebookexternalhit"),
          new Rule("meta-crawler", "meta-external"),
          new Rule("line-preview", "line-poker"),
          new Rule("skype-preview", "skypeuripreview"),
          new Rule("kakao-preview", "kakaotalk-scrap"),
          new Rule("google-preview", "google-pagerenderer"),
          new Rule("google-inspection", "google-inspectiontool"),
          new Rule("headless-browser", "headlesschrome"),
          new Rule("page-test", "lighthouse"),
          new Rule("spider", "spider"),
          new Rule("crawler", "crawl"),
          new Rule("slurp", "slurp"),
          new Rule("monitor", "monitor"),
          new Rule("uptime", "uptime"),
          new Rule("curl", "curl/"),
          new Rule("wget", "wget/"),
          new Rule("python", "python"),
          new Rule("go", "go-http-client"),
          new Rule("java", "java-http-client"),
          new Rule("java-apache", "apache-httpclient"),
          new Rule("java-vertx", "vert.x"),
          new Rule("okhttp", "okhttp/"),
          new Rule("axios", "axios/"),
          new Rule("node", "node-fetch"),
          new Rule("postman", "postmanruntime"));

  private static final String NO_AGENT = "no-agent";
  private static final String BOT = "bot";
  private static final String NATIVE_FETCH = "app-fetch";
  private static final int READ = 512;

  private BotRules() {}

  /** The rule that takes this User-Agent for a program, nothing for a person. */
  static Optional<String> match(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return Optional.of(NO_AGENT);
    }
    String agent =
        (userAgent.length() > READ ? userAgent.substring(0, READ) : userAgent)
            .toLowerCase(Locale.ROOT);
    for (Rule rule : RULES) {
      if (agent.contains(rule.sign())) {
        return Optional.of(rule.name());
      }
    }
    if (namesBot(agent)) {
      return Optional.of(BOT);
    }
    // an app that fetches by itself (WeChat on iOS does for its preview): no browser engine named
    return agent.contains("cfnetwork/") && !agent.contains("mozilla/")
        ? Optional.of(NATIVE_FETCH)
        : Optional.empty();
  }

  /** "bot" in any word but the name of the telephone maker Cubot. */
  private static boolean namesBot(String agent) {
    for (int at = agent.indexOf("bot"); at >= 0; at = agent.indexOf("bot", at + 3)) {
      if (at < 2 || !agent.startsWith("cu", at - 2)) {
        return true;
      }
    }
    return false;
  }
}
