package io.goodword.referral.link;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes clicks and their counts, a batch in one statement; writing a click again changes nothing.
 */
@Singleton
class StoredClicks {

  /** Rows and sums commit together; keys are sorted, so that two instances cannot deadlock. */
  private static final String CLICKS =
      """
      with given as (
        select click_id::uuid, to_timestamp(millis / 1000.0) as occurred_at, link_id, campaign_id, channel,
               nullif(bot, '') as bot, decode(visitor, 'hex') as visitor
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as t (click_id, millis, link_id, campaign_id, channel, bot, visitor)),
      stored as (
        insert into clicks (click_id, occurred_at, link_id, campaign_id, channel, bot, visitor)
        select click_id, occurred_at, link_id, campaign_id, channel, bot, visitor from given
        on conflict do nothing
        returning occurred_at, link_id, campaign_id, channel, bot, visitor),
      people as (
        select distinct on (hour, link_id, visitor)
               date_trunc('hour', occurred_at, 'UTC') as hour, link_id, campaign_id, channel, visitor
        from stored where bot is null order by hour, link_id, visitor, occurred_at),
      fresh as (
        insert into click_visitors (hour, link_id, visitor)
        select hour, link_id, visitor from people order by hour, link_id, visitor
        on conflict do nothing
        returning hour, link_id, visitor),
      sums as (
        select campaign_id, (occurred_at at time zone 'UTC')::date as day, link_id, channel,
               count(*) filter (where bot is null) as raw, 0::bigint as uniques, count(*) filter (where bot is not null) as bots
        from stored group by 1, 2, 3, 4
        union all
        select campaign_id, (hour at time zone 'UTC')::date, link_id, channel, 0, count(*), 0
        from people join fresh using (hour, link_id, visitor) group by 1, 2, 3, 4)
      insert into click_days as d (campaign_id, day, link_id, channel, raw, uniques, bots, landings)
      select campaign_id, day, link_id, channel, sum(raw), sum(uniques), sum(bots), 0
      from sums group by 1, 2, 3, 4 order by 1, 2, 3, 4
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
      clicks(clicks);
    }
    if (!landings.isEmpty()) {
      landings(landings);
    }
  }

  private void clicks(List<Opening.Click> clicks) {
    sql.update(
        CLICKS,
        clicks.stream().map(click -> click.id().toString()).toList(),
        clicks.stream().map(click -> ClickIds.time(click.id()).toEpochMilli()).toList(),
        clicks.stream().map(Opening.Click::linkId).toList(),
        clicks.stream().map(Opening.Click::campaignId).toList(),
        clicks.stream().map(Opening.Click::channel).toList(),
        clicks.stream().map(click -> orEmpty(click.bot())).toList(),
        clicks.stream().map(click -> HexFormat.of().formatHex(click.visitor())).toList());
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
