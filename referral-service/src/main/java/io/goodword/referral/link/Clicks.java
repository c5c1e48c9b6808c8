package io.goodword.referral.link;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts of clicks, as fresh as the buffers of the instances are empty (within a second). */
@Singleton
public class Clicks {

  private static final String SUMS =
      " sum(raw) as raw, sum(uniques) as uniques, sum(bots) as bots, sum(landings) as landings"
          + " from click_days where campaign_id = ?";

  private final Sql sql;

  Clicks(Sql sql) {
    this.sql = sql;
  }

  /** Counts of one day in UTC. */
  public record Day(LocalDate day, ClickCounts counts) {}

  private record Named(String name, ClickCounts counts) {}

  /** All clicks of a campaign. */
  public ClickCounts counts(String campaignId) {
    Optional<ClickCounts> sums = sql.first("select" + SUMS, Clicks::map, campaignId);
    return sums.orElse(ClickCounts.NONE);
  }

  /** The clicks of each day (UTC) that has any, oldest first. */
  public List<Day> daily(String campaignId) {
    return sql.query(
        "select day," + SUMS + " group by day order by day",
        row -> new Day(row.getObject("day", LocalDate.class), map(row)),
        campaignId);
  }

  /** The clicks of each channel that has any, by its name in shares; {@code other} is unknown. */
  public Map<String, ClickCounts> byChannel(String campaignId) {
    var channels = new LinkedHashMap<String, ClickCounts>();
    sql.query(
            "select channel," + SUMS + " group by channel order by channel",
            row -> new Named(row.getString("channel"), map(row)),
            campaignId)
        .forEach(named -> channels.put(named.name(), named.counts()));
    return channels;
  }

  private static ClickCounts map(ResultSet row) throws SQLException {
    return new ClickCounts(
        row.getLong("raw"), row.getLong("uniques"), row.getLong("bots"), row.getLong("landings"));
  }
}
