package io.goodword.referral.campaign;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;

/** Writes the request body of a campaign; what a test does not name is well formed. */
public final class CampaignJson {

  /** The year of its end: never over, and within the three years that a campaign may last. */
  public static final int LAST_YEAR = Year.now(ZoneOffset.UTC).getValue() + 2;

  private static final String TEMPLATE =
      """
      {"name":"Spring","market":"%s","startsAt":"%s","endsAt":"%s",
       "attribution":{"model":"last-touch","window":"%s"},
       "terms":{"zh-CN":"每位新朋友限一次。","zh-TW":"每位新朋友限一次。","en":"Once for each new friend."},
       "landing":{"zh-CN":{"title":"朋友请您喝一杯","text":"注册即得一张咖啡券。","button":"领取咖啡券"},
                  "zh-TW":{"title":"朋友請您喝一杯","text":"註冊即得一張咖啡券。","button":"領取咖啡券"},
                  "en":{"title":"%s","text":"Register and get a coffee voucher.","button":"Get the voucher"}},
       "destination":"%s","destinationHosts":["shop.example"],"accent":"#c2410c",%s%s
       "rewards":[{"milestone":"registered","beneficiary":"friend","asset":"COUPON:COFFEE","amount":1,"holdingPeriod":"PT0S"},
                  {"milestone":"first-paid-order","beneficiary":"advocate","asset":"POINTS","amount":%d,"holdingPeriod":"%s"}]}
      """;

  private String market = "CN";
  private String startsAt = (LAST_YEAR - 2) + "-01-01T00:00:00Z";
  private String endsAt = LAST_YEAR + "-06-01T00:00:00Z";
  private String window = "P30D";
  private String destination = "https://shop.example/welcome";
  private String depth = "";
  private long points = 100;
  private String holding = "P14D";
  private String goingOn = "";
  private String title = "A friend treats you";

  private CampaignJson() {}

  public static CampaignJson aCampaign() {
    return new CampaignJson();
  }

  public CampaignJson inMarket(String code) {
    market = code;
    return this;
  }

  public CampaignJson startingAt(Instant instant) {
    startsAt = instant.toString();
    return this;
  }

  public CampaignJson endingAt(String instant) {
    endsAt = instant;
    return this;
  }

  public CampaignJson withWindow(String span) {
    window = span;
    return this;
  }

  public CampaignJson leadingTo(String url) {
    destination = url;
    return this;
  }

  public CampaignJson withRewardDepth(int levels) {
    depth = "\"rewardDepth\":" + levels + ",";
    return this;
  }

  /** It goes on when its budget has ended. */
  public CampaignJson goingOnWithoutBudget() {
    goingOn = "\"pauseWhenBudgetEnds\":false,";
    return this;
  }

  public CampaignJson paying(long amount) {
    points = amount;
    return this;
  }

  public CampaignJson holding(String span) {
    holding = span;
    return this;
  }

  /** The English title, as it stands inside a JSON string. */
  public CampaignJson titled(String text) {
    title = text;
    return this;
  }

  public String json() {
    return TEMPLATE.formatted(
        market, startsAt, endsAt, window, title, destination, depth, goingOn, points, holding);
  }
}
