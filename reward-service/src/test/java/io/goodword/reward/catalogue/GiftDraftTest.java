package io.goodword.reward.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.GiftRules.Limits;
import io.goodword.reward.catalogue.GiftRules.Price;
import io.goodword.reward.catalogue.GiftRules.RequiredTier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-08")
class GiftDraftTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String GOOD =
      """
      {"kind": "material", "price": {"asset": "POINTS", "amount": 500}, "market": "CN",
       "image": "/images/tea.jpg",
       "texts": {"zh-CN": {"name": "茶具", "description": "一壶四杯。"},
                 "zh-TW": {"name": "茶具", "description": "一壺四杯。"},
                 "en": {"name": " Tea set ", "description": "One pot,\\nfour cups."}},
       "visibleFrom": "2026-11-01T00:00:00Z", "visibleUntil": "2027-01-01T00:00:00Z",
       "availableFrom": "2026-11-11T00:00:00Z", "availableUntil": "2026-12-01T00:00:00Z",
       "limits": {"perPerson": 3, "perPeriod": 1, "period": "month", "zone": "Asia/Shanghai"},
       "requiredTier": {"programmeId": "club", "level": "GOLD"}, "confirmWithin": "PT2S"}
      """;

  @Test
  void shouldTakeOverWhatIsGood() throws Exception {
    GiftRules rules = read(GOOD).accept(Set.of(), NOW);

    assertThat(rules.kind()).isEqualTo(GiftKind.MATERIAL);
    assertThat(rules.price()).isEqualTo(new Price("POINTS", 500));
    assertThat(rules.texts())
        .containsEntry("en", new GiftRules.Text("Tea set", "One pot,\nfour cups."));
    assertThat(rules.market()).isEqualTo("CN");
    assertThat(rules.image()).isEqualTo("/images/tea.jpg");
    assertThat(rules.limits()).isEqualTo(new Limits(3, 1, "month", "Asia/Shanghai"));
    assertThat(rules.requiredTier()).isEqualTo(new RequiredTier("club", "GOLD"));
    assertThat(rules.confirmWithin()).isEqualTo(Duration.ofSeconds(2));
    assertThat(rules.stockAsset("TEA")).isEqualTo("GIFT:TEA");
    assertThat(rules.visible(Instant.parse("2026-10-31T23:59:59Z"))).isFalse();
    assertThat(rules.visible(Instant.parse("2026-11-01T00:00:00Z"))).isTrue();
    assertThat(rules.visible(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
    assertThat(rules.available(Instant.parse("2026-11-10T23:59:59Z"))).isFalse();
    assertThat(rules.available(Instant.parse("2026-11-11T00:00:00Z"))).isTrue();
    assertThat(rules.available(Instant.parse("2026-12-01T00:00:00Z"))).isFalse();
    assertThat(EventJson.readOwn(EventJson.write(rules), GiftRules.class)).isEqualTo(rules);
  }

  @Test
  void shouldBeForEverybodyFromNowOnWhenNothingElseIsSaid() throws Exception {
    String bare =
        GOOD.replaceAll("(?s)\"visibleFrom\".*", "\"couponAsset\": \"COUPON:TEN\"}")
            .replace("material", "coupon-asset")
            .replace(", \"market\": \"CN\"", "");
    GiftRules rules = read(bare).accept(Set.of(), NOW);

    assertThat(rules.visibleFrom()).isEqualTo(NOW);
    assertThat(rules.availableFrom()).isEqualTo(NOW);
    assertThat(rules.available(NOW.plus(Duration.ofDays(10_000)))).isTrue();
    assertThat(rules.market()).isNull();
    assertThat(rules.limits().count()).isFalse();
    assertThat(rules.requiredTier()).isNull();
    assertThat(rules.confirmWithin()).isEqualTo(Duration.ofDays(7));
    assertThat(rules.stockAsset("TEA")).isEqualTo("COUPON:TEN");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "kind | \"material\" | \"gold\"",
        "kind | \"material\" | null",
        "price.asset | \"POINTS\" | null",
        "asset | \"POINTS\" | \"points and more\"",
        "price.amount | 500 | 0",
        "price.amount | 500 | -1",
        "price.amount | 500 | null",
        "price.amount | 500 | 1000000000000001",
        "image | \"/images/tea.jpg\" | \"https://evil.example/tea.jpg\"",
        "market | \"CN\" | \"C\"",
        "market | \"CN\" | \"C N\"",
        "texts.en.name | \" Tea set \" | \" \"",
        "texts.en.name | \" Tea set \" | null",
        "texts.en.description | \"One pot,\\nfour cups.\" | \"\\u0007\"",
        "texts.zh-TW | \"zh-TW\" | \"zh-HK\"",
        "visibleUntil | \"2027-01-01T00:00:00Z\" | \"2026-11-01T00:00:00Z\"",
        "availableUntil | \"2026-12-01T00:00:00Z\" | \"2026-11-10T00:00:00Z\"",
        "limits.perPerson | 3 | 0",
        "limits.perPerson | 3 | 1001",
        "limits.perPeriod | \"perPeriod\": 1 | \"perPeriod\": 0",
        "limits.period | \"perPeriod\": 1, | -",
        "limits.period | \"month\" | \"year\"",
        "limits.period | \"month\" | \"P400D\"",
        "limits.period | \"month\" | null",
        "limits.zone | \"Asia/Shanghai\" | \"Mars\"",
        "limits.zone | \"Asia/Shanghai\" | null",
        "requiredTier | \"GOLD\" | null",
        "requiredTier | \"club\" | null",
        "confirmWithin | \"PT2S\" | \"PT0S\"",
        "confirmWithin | \"PT2S\" | \"P91D\"",
        "confirmWithin | \"PT2S\" | \"day\"",
        "couponAsset | \"material\" | \"coupon-asset\"",
        "couponAsset | \"kind\" | \"couponAsset\": \"COUPON:A\", \"kind\""
      })
  void shouldNameTheFieldWhenARuleIsBroken(String field, String good, @Nullable String bad)
      throws Exception {
    GiftDraft draft = read(GOOD.replace(good, bad == null ? "" : bad));

    assertThatThrownBy(() -> draft.accept(Set.of("cdn.example"), NOW))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.violations().getFirst().field()).isEqualTo(field);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/images/tea.jpg",
        "/a?b=c&d=e",
        "https://cdn.example/tea.jpg",
        "https://CDN.example/tea.jpg"
      })
  void shouldAllowPicturesOfTheShop(String address) {
    assertThat(ImageAddress.allowed(address, Set.of("cdn.example"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tea.jpg",
        "//evil.example/tea.jpg",
        "/../secret",
        "/a/../b",
        "http://cdn.example/tea.jpg",
        "https://evil.example/tea.jpg",
        "https://cdn.example.evil.example/tea.jpg",
        "https://cdn.example@evil.example/tea.jpg",
        "https://me@cdn.example/tea.jpg",
        "https://cdn.example:8443/tea.jpg",
        "https:/tea.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "/tea.jpg\" onerror=\"x",
        "\\\\evil.example\\tea.jpg",
        "https://[cdn/tea.jpg"
      })
  void shouldRefusePicturesFromElsewhere(String address) {
    assertThat(ImageAddress.allowed(address, Set.of("cdn.example"))).isFalse();
  }

  private static GiftDraft read(String json) throws java.io.IOException {
    return EventJson.read(json.getBytes(StandardCharsets.UTF_8), GiftDraft.class);
  }
}
