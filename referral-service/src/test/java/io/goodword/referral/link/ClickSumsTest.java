package io.goodword.referral.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.link.ClickSums.Day;
import io.goodword.referral.link.ClickSums.Person;
import io.goodword.referral.link.ClickSums.Sum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-03")
class ClickSumsTest {

  private static final String LAST_MOMENT = "2026-12-05T23:59:59.999Z";
  private static final String MIDNIGHT = "2026-12-06T00:00:00Z";

  @Test
  void shouldSumPeopleAndProgramsForEachDayLinkAndChannel() {
    Opening.Click evening = click(LAST_MOMENT, 1, "link-a", "wechat", null, 7);
    Opening.Click again = click(LAST_MOMENT, 2, "link-a", "wechat", null, 7);
    Opening.Click morning = click(MIDNIGHT, 3, "link-a", "wechat", null, 7);
    Opening.Click elsewhere = click(MIDNIGHT, 4, "link-a", "other", null, 8);
    Opening.Click program = click(MIDNIGHT, 5, "link-b", "wechat", "preview", 9);
    List<Opening.Click> clicks = List.of(program, elsewhere, morning, again, evening);

    assertThat(ClickSums.byDay(clicks, List.of(evening, morning, elsewhere)))
        .containsExactly(
            Map.entry(day("2026-12-05", "link-a", "wechat"), new Sum(2, 1, 0)),
            Map.entry(day("2026-12-06", "link-a", "other"), new Sum(1, 1, 0)),
            Map.entry(day("2026-12-06", "link-a", "wechat"), new Sum(1, 1, 0)),
            Map.entry(day("2026-12-06", "link-b", "wechat"), new Sum(0, 0, 1)));
  }

  @Test
  void shouldTellPeopleApartByHourLinkAndVisitorAndKeepTheFirstClick() {
    Opening.Click second = click("2026-12-05T10:59:59.999Z", 2, "link-a", "qr", null, 7);
    Opening.Click first = click("2026-12-05T10:00:00Z", 1, "link-a", "wechat", null, 7);
    Opening.Click nextHour = click("2026-12-05T11:00:00Z", 3, "link-a", "qr", null, 7);
    Opening.Click otherLink = click("2026-12-05T10:30:00Z", 4, "link-b", "qr", null, 7);
    Opening.Click otherVisitor = click("2026-12-05T10:30:00Z", 5, "link-a", "qr", null, 8);
    Opening.Click program = click("2026-12-05T10:30:00Z", 6, "link-a", "qr", "preview", 9);

    assertThat(ClickSums.people(List.of(second, first, nextHour, otherLink, otherVisitor, program)))
        .containsExactly(
            Map.entry(person("2026-12-05T10:00:00Z", "link-a", "07"), first),
            Map.entry(person("2026-12-05T10:00:00Z", "link-a", "08"), otherVisitor),
            Map.entry(person("2026-12-05T10:00:00Z", "link-b", "07"), otherLink),
            Map.entry(person("2026-12-05T11:00:00Z", "link-a", "07"), nextHour));
  }

  @Property
  void shouldCountEachClickOnceAndNoMorePeopleThanClicks(
      @ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> drawn) {
    List<Opening.Click> clicks = new ArrayList<>();
    for (int number : drawn) {
      clicks.add(
          click(
              Instant.parse(LAST_MOMENT).plusSeconds(number % 7 * 900L).toString(),
              clicks.size(),
              "link-" + number % 3,
              number % 2 == 0 ? "wechat" : "qr",
              number % 5 == 0 ? "preview" : null,
              number % 4));
    }
    var people = ClickSums.people(clicks);
    var sums = ClickSums.byDay(clicks, people.values()).values();

    long programs = clicks.stream().filter(click -> click.bot() != null).count();
    assertThat(sums.stream().mapToLong(Sum::bots).sum()).isEqualTo(programs);
    assertThat(sums.stream().mapToLong(Sum::raw).sum()).isEqualTo(clicks.size() - programs);
    assertThat(sums.stream().mapToLong(Sum::uniques).sum()).isEqualTo(people.size());
    assertThat(sums).allMatch(sum -> sum.uniques() <= sum.raw());
  }

  private static Day day(String date, String linkId, String channel) {
    return new Day("campaign-1", LocalDate.parse(date), linkId, channel);
  }

  private static Person person(String hour, String linkId, String visitor) {
    return new Person(Instant.parse(hour), linkId, visitor);
  }

  private static Opening.Click click(
      String at, int number, String linkId, String channel, @Nullable String bot, int visitor) {
    UUID id =
        new UUID(Instant.parse(at).toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
    return new Opening.Click(id, linkId, "campaign-1", channel, bot, new byte[] {(byte) visitor});
  }
}
