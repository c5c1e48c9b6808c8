package io.goodword.referral.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.insight.FunnelNumbers.Friends;
import io.goodword.referral.link.ClickCounts;
import io.goodword.referral.share.ShareCounts;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-08")
class FunnelTest {

  @Test
  void shouldJoinChannelsOfSharesClicksAndFriends() {
    Funnel funnel =
        Funnel.of(
            "spring",
            new ClickCounts(40, 32, 3, 30),
            Map.of("wechat", new ClickCounts(40, 32, 3, 30)),
            new ShareCounts(3, Map.of("qr", 3L)),
            5,
            Map.of("wechat", new Friends(6, 6, 3, 1), "code", new Friends(3, 2, 1, 0)));
    assertThat(funnel.attributed()).isEqualTo(9);
    assertThat(funnel.registered()).isEqualTo(8);
    assertThat(funnel.paid()).isEqualTo(4);
    assertThat(funnel.revoked()).isEqualTo(1);
    assertThat(funnel.rates())
        .isEqualTo(
            new Funnel.Rates(
                new BigDecimal("0.7500"),
                new BigDecimal("0.2500"),
                new BigDecimal("0.5000"),
                new BigDecimal("0.1250"),
                new BigDecimal("0.2500")));
    assertThat(funnel.byChannel())
        .extracting(Funnel.ByChannel::channel, Funnel.ByChannel::shares, Funnel.ByChannel::paid)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("code", 0L, 1L),
            org.assertj.core.groups.Tuple.tuple("qr", 3L, 0L),
            org.assertj.core.groups.Tuple.tuple("wechat", 0L, 3L));
  }

  @Test
  void shouldHaveNoRateWithoutADenominator() {
    Funnel funnel =
        Funnel.of("spring", ClickCounts.NONE, Map.of(), new ShareCounts(0, Map.of()), 0, Map.of());
    assertThat(funnel.rates()).isEqualTo(new Funnel.Rates(null, null, null, null, null));
  }

  @Test
  void shouldRoundRatesHalfUpToFourDecimals() {
    assertThat(Ratio.of(2, 3)).isEqualTo(new BigDecimal("0.6667"));
    assertThat(Ratio.of(1, 3)).isEqualTo(new BigDecimal("0.3333"));
    assertThat(Ratio.of(1, 20_000)).isEqualTo(new BigDecimal("0.0001"));
  }
}
