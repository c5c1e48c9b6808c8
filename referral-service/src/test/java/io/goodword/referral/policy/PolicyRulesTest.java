package io.goodword.referral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.page.PageLanguage;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("GOV-05")
class PolicyRulesTest {

  private static final Policies POLICIES = new Policies();

  static Stream<PolicyPack> packs() {
    return POLICIES.markets().stream().sorted().map(POLICIES::of);
  }

  @Test
  void shouldHaveAPackForEachMarket() {
    assertThat(POLICIES.markets()).containsExactlyInAnyOrder("CN", "TW", "EU", "US", "default");
  }

  @Test
  void shouldTakeTheStrictestWhenAMarketIsUnknown() {
    assertThat(POLICIES.of("ZZ").market()).isEqualTo("default");
  }

  @ParameterizedTest
  @MethodSource("packs")
  @Tag("REF-04")
  void shouldForbidInvitationsOfTheServiceWithReasonAndLaw(PolicyPack pack) {
    assertThat(PolicyRules.serverSentInvitation(pack))
        .isInstanceOfSatisfying(
            Verdict.Forbidden.class,
            forbidden -> {
              assertThat(forbidden.rule()).isEqualTo("L1");
              assertThat(forbidden.reason()).contains("Customers share their link themselves");
              assertThat(forbidden.law()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("packs")
  @Tag("REF-15")
  void shouldPayDirectRecommendationsOnly(PolicyPack pack) {
    assertThat(PolicyRules.rewardDepth(pack, 1)).isEqualTo(new Verdict.Permitted());
    for (int depth : new int[] {-1, 0, 2, 3, Integer.MAX_VALUE}) {
      assertThat(PolicyRules.rewardDepth(pack, depth)).isInstanceOf(Verdict.Forbidden.class);
    }
  }

  @ParameterizedTest
  @MethodSource("packs")
  @Tag("GOV-03")
  void shouldDiscloseInEveryLanguage(PolicyPack pack) {
    for (PageLanguage language : PageLanguage.values()) {
      assertThat(pack.disclosure(language).share()).isNotBlank();
      assertThat(pack.disclosure(language).landing())
          .containsAnyOf("邀请您的朋友也会获得奖励", "邀請您的朋友也會獲得獎勵", "is rewarded too");
    }
  }

  @ParameterizedTest
  @MethodSource("packs")
  void shouldBeAtLeastAsStrictByDefaultAsAnyPack(PolicyPack pack) {
    PolicyPack strictest = POLICIES.of("default");
    assertThat(strictest.rewardDepth().max()).isLessThanOrEqualTo(pack.rewardDepth().max());
    for (int minute = 0; minute < 24 * 60; minute++) {
      LocalTime time = LocalTime.MIN.plusMinutes(minute);
      if (PolicyRules.commercialMessage(pack, time) instanceof Verdict.Forbidden) {
        assertThat(PolicyRules.commercialMessage(strictest, time))
            .isInstanceOf(Verdict.Forbidden.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CN, CNY, 5000000, true",
    "CN, CNY, 5000001, false",
    "CN, USD, 1, false",
    "US, USD, 500000, true"
  })
  void shouldCapPrizes(String market, String asset, long amount, boolean permitted) {
    assertThat(PolicyRules.prize(POLICIES.of(market), asset, amount) instanceof Verdict.Permitted)
        .isEqualTo(permitted);
  }

  @ParameterizedTest
  @CsvSource({"20:59, true", "21:00, false", "23:59, false", "07:59, false", "08:00, true"})
  void shouldKeepQuietHoursWhenTheyPassMidnight(LocalTime time, boolean permitted) {
    assertThat(PolicyRules.commercialMessage(POLICIES.of("CN"), time) instanceof Verdict.Permitted)
        .isEqualTo(permitted);
  }

  @Test
  void shouldRefuseAPackThatAllowsWhatThisReleaseCannotDo() {
    PolicyPack pack = POLICIES.of("US");
    assertThatThrownBy(
            () ->
                new PolicyPack(
                    pack.market(),
                    pack.version(),
                    pack.language(),
                    pack.zone(),
                    new PolicyPack.Permission(true, "", ""),
                    pack.rewardDepth(),
                    pack.prizeCap(),
                    pack.quietHours(),
                    pack.disclosure()))
        .hasMessageContaining("sends no invitations");
  }
}
