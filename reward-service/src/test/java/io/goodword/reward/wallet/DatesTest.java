package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.page.PageLanguage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("UX-01")
class DatesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "ZH_CN, 2026年12月1日, 中国时间",
    "ZH_TW, 2026年12月1日, 中國時間",
    "EN, 'December 1, 2026', China Time"
  })
  void shouldSayDaysInTheLanguageOfTheReader(PageLanguage language, String day, String zone) {
    var dates = new Dates(language, SHANGHAI);
    assertThat(dates.day(LocalDate.of(2026, 12, 1))).isEqualTo(day);
    assertThat(dates.zoneName()).isEqualTo(zone);
  }

  @Test
  void shouldCountDaysInTheZone() {
    Instant late = Instant.parse("2026-11-30T16:00:00Z");
    assertThat(new Dates(PageLanguage.ZH_CN, SHANGHAI).day(late)).isEqualTo("2026年12月1日");
    assertThat(new Dates(PageLanguage.ZH_CN, ZoneId.of("UTC")).day(late)).isEqualTo("2026年11月30日");
  }

  @Test
  void shouldNameTheLastDayWhenTheEndIsTheEndOfADay() {
    var dates = new Dates(PageLanguage.ZH_CN, SHANGHAI);
    assertThat(dates.until(Instant.parse("2026-11-30T16:00:00Z"))).isEqualTo("2026年11月30日");
  }

  @Test
  void shouldNameTheTimeWhenTheEndIsWithinADay() {
    var dates = new Dates(PageLanguage.ZH_CN, SHANGHAI);
    assertThat(dates.until(Instant.parse("2026-11-30T16:30:00Z")))
        .isEqualTo("2026年12月1日 00:30")
        .isEqualTo(dates.moment(Instant.parse("2026-11-30T16:30:00Z")));
    assertThat(dates.time(Instant.parse("2026-11-30T06:05:00Z"))).isEqualTo("14:05");
  }
}
