package io.goodword.referral.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REF-01")
class CampaignRulesTest {

  private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");
  private static final Set<String> MARKETS = Set.of("CN", "TW", "EU", "US", "default");
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  @Test
  void shouldMakeAPlanWhenAllIsWell() {
    CampaignPlan plan = accept(aCampaign().json());

    assertThat(plan.window()).isEqualTo(Duration.ofDays(30));
    assertThat(plan.model()).isEqualTo(AttributionModel.LAST_TOUCH);
    assertThat(plan.rewards())
        .extracting("ruleId", "milestone", "beneficiary", "asset", "amount", "holdingPeriod")
        .containsExactly(
            tuple("rule", "registered", "friend", "COUPON:COFFEE", 1L, Duration.ZERO),
            tuple("rule", "first-paid-order", "advocate", "POINTS", 100L, Duration.ofDays(14)));
  }

  @Test
  void shouldNameEveryFieldWhenNothingIsGiven() {
    assertThat(violations("{}"))
        .containsExactlyInAnyOrder(
            "name",
            "market",
            "startsAt",
            "endsAt",
            "attribution.model",
            "attribution.window",
            "terms.zh-CN",
            "terms.zh-TW",
            "terms.en",
            "landing.zh-CN",
            "landing.zh-TW",
            "landing.en",
            "destinationHosts",
            "destination",
            "rewards");
  }

  @ParameterizedTest
  @CsvSource({
    "朋友请您喝一杯, 全城最好的咖啡, landing.zh-CN.title",
    "注册即得一张咖啡券。, 第一品牌, landing.zh-CN.text",
    "領取咖啡券, 國家級咖啡, landing.zh-TW.button",
    "领取咖啡券, 国家级咖啡, landing.zh-CN.button"
  })
  @Tag("GOV-05")
  void shouldRefuseWhenALandingTextHasASuperlative(String good, String bad, String field) {
    assertThat(violations(aCampaign().json().replace(good, bad))).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "P30D, PT0S, attribution.window",
    "P30D, P366D, attribution.window",
    "P30D, a month, attribution.window",
    "P14D, P181D, rewards[1].holdingPeriod",
    "P14D, -PT1S, rewards[1].holdingPeriod",
    "POINTS, points, rewards[1].asset",
    "first-paid-order, second-order, rewards[1].milestone",
    "advocate, platform, rewards[1].beneficiary",
    "#c2410c, #fb923c, accent",
    "#c2410c, red, accent",
    "https://shop.example/welcome, https://evil.example/, destination",
    "\"CN\", \"ZZ\", market",
    "last-touch, any-touch, attribution.model",
    "2027-06-01T00:00:00Z, 2027-03-01T00:00:00Z, endsAt",
    "2027-06-01T00:00:00Z, 2031-06-01T00:00:00Z, endsAt"
  })
  void shouldNameTheFieldWhenAValueIsOutOfBounds(String good, String bad, String field) {
    String json = aCampaign().startingAt(NOW).endingAt("2027-06-01T00:00:00Z").json();
    assertThat(json).contains(good);
    assertThat(violations(json.replace(good, bad))).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, -1})
  @Tag("REF-15")
  void shouldRefuseWhenRewardsGoBeyondTheDirectRecommendation(int depth) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> accept(aCampaign().withRewardDepth(depth).json()));
    assertThat(problem.code()).isEqualTo("reward-depth");
    assertThat(problem.status()).isEqualTo(422);
  }

  @Test
  void shouldRefuseWhenTwoRewardsPromiseTheSame() {
    String json = aCampaign().json().replace("first-paid-order", "registered");
    String twice =
        json.replace("\"advocate\"", "\"friend\"").replace("\"POINTS\"", "\"COUPON:COFFEE\"");
    assertThat(violations(twice)).containsExactly("rewards[1]");
  }

  @Test
  void shouldRefuseWhenARewardNamesAForeignRule() {
    String json = aCampaign().json().replace("{\"milestone\"", "{\"ruleId\":\"x\",\"milestone\"");
    assertThat(violations(json)).containsExactly("rewards[0].ruleId", "rewards[1].ruleId");
  }

  @Test
  void shouldKeepRuleIdsWhenAPlanIsReplaced() {
    CampaignPlan before = accept(aCampaign().json());
    CampaignPlan after =
        CampaignRules.accept(draft(aCampaign().json()), MARKETS, NOW, before, () -> "new");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void shouldRefuseWhenALanguageIsUnknown() {
    String json = aCampaign().json().replace("\"terms\":{", "\"terms\":{\"fr\":\"Une fois\",");
    assertThat(violations(json)).containsExactly("terms");
  }

  @Test
  void shouldMeasureContrastAsWcagDoes() {
    assertThat(Contrast.withWhite("#ffffff")).isEqualTo(1.0);
    assertThat(Contrast.withWhite("#000000")).isEqualTo(21.0);
    assertThat(Contrast.withWhite("#767676")).isBetween(4.54, 4.55);
    assertThat(Contrast.withWhite("#777777")).isBetween(4.47, 4.48);
    assertThat(Contrast.withWhite("#c2410c")).isBetween(5.1, 5.3);
  }

  @Test
  void shouldWriteSpansAsPeopleDo() {
    assertThat(Spans.text(Duration.ofDays(30))).isEqualTo("P30D");
    assertThat(Spans.text(Duration.ofHours(36))).isEqualTo("PT36H");
    assertThat(Spans.text(Duration.ZERO)).isEqualTo("PT0S");
    assertThat(Spans.text(Duration.ofSeconds(2))).isEqualTo("PT2S");
    assertThat(Spans.parse("P1M")).isEmpty();
  }

  @Test
  void shouldRefuseControlCharactersWhenTheyAreInTexts() {
    assertThatThrownBy(() -> accept(aCampaign().json().replace("Spring", "Spr\\u0000ing")))
        .isInstanceOf(Problem.class);
  }

  private static CampaignJson aCampaign() {
    return CampaignJson.aCampaign();
  }

  private static List<String> violations(String json) {
    Problem problem = catchThrowableOfType(Problem.class, () -> accept(json));
    assertThat(problem).as(json).isNotNull();
    return problem.violations().stream().map(Problem.Violation::field).toList();
  }

  private static CampaignPlan accept(String json) {
    return CampaignRules.accept(draft(json), MARKETS, NOW, null, () -> "rule");
  }

  private static CampaignDraft draft(String json) {
    try {
      return JSON.readValue(json, CampaignDraft.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
