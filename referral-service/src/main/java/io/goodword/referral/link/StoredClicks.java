package io.goodword.referral.link;

import io.goodword.kit.sql.Sql;
import io.goodword.referral.link.ClickSums.Day;
import io.goodword.referral.link.ClickSums.Person;
import io.goodword.referral.link.ClickSums.Sum;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes clicks and their counts, a batch at a time; writing a click again changes nothing. */
@Singleton
class StoredClicks {

  private static final String CLICKS =
      """
      insert into clicks (click_id, occurred_at, link_id, campaign_id, channel, bot, visitor)
      select click_id, to_timestamp(millis / 1000.0), link_id, campaign_id, channel, nullif(bot, ''), decode(visitor, 'hex')
      from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as t (click_id, millis, link_id, campaign_id, channel, bot, visitor)
      on conflict do nothing
      returning click_id
      """;

  private static final String PEOPLE =
      """
      insert into click_visitors (hour, link_id, visitor)
      select to_timestamp(seconds), link_id, decode(visitor, 'hex')
      from unnest(?::bigint[], ?::text[], ?::text[]) as t (seconds, link_id, visitor)
      on conflict do nothing
      returning hour, link_id, encode(visitor, 'hex') as visitor
      """;

  private static final String SUMS =
      """
      insert into click_days as d (campaign_id, day, link_id, channel, raw, uniques, bots, landings)
      select campaign_id, day::date, link_id, channel, raw, uniques, bots, 0
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
        as t (campaign_id, day, link_id, channel, raw, uniques, bots)
      on conflict (campaign_id, day, link_id, channel) do update
        set raw = d.raw + excluded.raw, uniques = d.uniques + excluded.uniques, bots = d.bots + excluded.bots
      """;

  private static final String LANDINGS =
      """
      insert into click_days as d (campaign_id, day, link_id, channel, raw, uniques, bots, landings)
      select t.campaign_id, (to_timestamp(t.millis / 1000.0) at time zone 'UTC')::date, t.link_id,
             coalesce(c.channel, 'other'), 0, 0, 0, count(*)
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
        as t (click_id, clicked, millis, link_id, campaign_id)
      left join clicks c on c.click_id = nullif(t.click_id, '')::uuid
        and c.occurred_at = to_timestamp(t.clicked / 1000.0) and c.link_id = t.link_id
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (campaign_id, day, link_id, channel) do update set landings = d.landings + excluded.landings
      """;

  private final Sql sql;

  StoredClicks(Sql sql) {
    this.sql = sql;
  }

  void write(List<? extends Opening> openings) {
    var clicks = new ArrayList<Opening.Click>();
    var landings = new ArrayList<Opening.Landing>();
    for (Opening opening : openings) {
      switch (opening) {
        case Opening.Click click -> clicks.add(click);
        case Opening.Landing landing -> landings.add(landing);
      }
    }
    if (!clicks.isEmpty()) {
      QuarkusTransaction.requiringNew().run(() -> clicks(clicks));
    }
    if (!landings.isEmpty()) {
      landings(landings);
    }
  }

  /** Rows and sums commit together; keys are sorted, so that two instances cannot deadlock. */
  private void clicks(List<Opening.Click> clicks) {
    List<Opening.Click> stored = insert(clicks);
    SortedMap<Person, Opening.Click> people = ClickSums.people(stored);
    SortedMap<Day, Sum> sums =
        ClickSums.byDay(stored, count(people.keySet()).stream().map(people::get).toList());
    if (!sums.isEmpty()) {
      sql.update(
          SUMS,
          sums.keySet().stream().map(Day::campaignId).toList(),
          sums.keySet().stream().map(day -> day.date().toString()).toList(),
          sums.keySet().stream().map(Day::linkId).toList(),
          sums.keySet().stream().map(Day::channel).toList(),
          sums.values().stream().map(Sum::raw).toList(),
          sums.values().stream().map(Sum::uniques).toList(),
          sums.values().stream().map(Sum::bots).toList());
    }
  }

  /** Returns those that were not there. */
  private List<Opening.Click> insert(List<Opening.Click> clicks) {
    List<UUID> stored =
        sql.query(
            CLICKS,
            row -> row.getObject(1, UUID.class),
            clicks.stream().map(Opening.Click::id).toList(),
            clicks.stream().map(click -> ClickIds.time(click.id()).toEpochMilli()).toList(),
            clicks.stream().map(Opening.Click::linkId).toList(),
            clicks.stream().map(Opening.Click::campaignId).toList(),
            clicks.stream().map(Opening.Click::channel).toList(),
            clicks.stream().map(click -> orEmpty(click.bot())).toList(),
            clicks.stream().map(click -> HexFormat.of().formatHex(click.visitor())).toList());
    if (stored.size() == clicks.size()) {
      return clicks;
    }
    Set<UUID> ids = Set.copyOf(stored);
    return clicks.stream().filter(click -> ids.contains(click.id())).toList();
  }

  /** Returns those who were not counted in their hour before. */
  private List<Person> count(Collection<Person> people) {
    if (people.isEmpty()) {
      return List.of();
    }
    return sql.query(
        PEOPLE,
        row ->
            new Person(
                Sql.instant(row, "hour"), row.getString("link_id"), row.getString("visitor")),
        people.stream().map(person -> person.hour().getEpochSecond()).toList(),
        people.stream().map(Person::linkId).toList(),
        people.stream().map(Person::visitor).toList());
  }

  private void landings(List<Opening.Landing> landings) {
    sql.update(
        LANDINGS,
        landings.stream().map(StoredClicks::clickId).toList(),
        landings.stream().map(StoredClicks::clicked).toList(),
        landings.stream().map(landing -> landing.at().toEpochMilli()).toList(),
        landings.stream().map(Opening.Landing::linkId).toList(),
        landings.stream().map(Opening.Landing::campaignId).toList());
  }

  private static String clickId(Opening.Landing landing) {
    return landing.clickId() == null ? "" : landing.clickId().toString();
  }

  private static Long clicked(Opening.Landing landing) {
    return landing.clickId() == null ? 0L : ClickIds.time(landing.clickId()).toEpochMilli();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
