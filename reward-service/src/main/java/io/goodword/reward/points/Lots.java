package io.goodword.reward.points;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of what a customer's balance is made, and when which part of it expires. */
@ApplicationScoped
public class Lots {

  private static final String NEVER = "infinity";
  private static final int LONGEST_DAYS = 366;

  private final Sql sql;
  private final Clock clock;

  Lots(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * A part of a balance, in minor units.
   *
   * @param amount earned, by all journals that the lot is made of
   * @param remaining what is left of it
   * @param earnedAt when its first part was earned
   * @param expiresAt when what is left expires; absent when never
   * @param campaignId campaign that it came from; absent for a balance from before the policy
   */
  record Lot(
      long lotId,
      long amount,
      long remaining,
      Instant earnedAt,
      @Nullable Instant expiresAt,
      @Nullable String campaignId) {}

  /**
   * What expires on a day.
   *
   * @param day last day on which it can be spent, in the zone of the policy
   * @param expiresAt first moment at which some of it expires
   * @param amount minor units
   */
  record Day(LocalDate day, Instant expiresAt, long amount) {}

  /**
   * What of an asset expires on a day.
   *
   * @param day last day on which it can be spent, in the zone of the policy
   * @param amount minor units, with what a hold has set aside
   * @param due whether its time is over and only a hold still keeps it
   */
  public record Soon(String asset, LocalDate day, long amount, boolean due) {}

  private record Place(String expiresAt, long id) {
    static Place behind(Lot lot) {
      Instant expiresAt = lot.expiresAt();
      return new Place(expiresAt == null ? NEVER : expiresAt.toString(), lot.lotId());
    }

    static Place of(@Nullable String cursor) {
      if (cursor == null) {
        return new Place("-infinity", 0);
      }
      try {
        int space = cursor.indexOf(' ');
        String expiresAt = cursor.substring(0, Math.max(0, space));
        if (!expiresAt.equals(NEVER)) {
          Instant.parse(expiresAt);
        }
        return new Place(expiresAt, Long.parseLong(cursor.substring(space + 1)));
      } catch (DateTimeException | NumberFormatException e) {
        throw Problem.of(
            400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
      }
    }

    String text() {
      return expiresAt + " " + id;
    }
  }

  /**
   * The customer's lots in the order in which they are spent.
   *
   * @param spent also those of which nothing is left
   */
  @Transactional
  Page<Lot> of(
      String customerId,
      String asset,
      boolean spent,
      @Nullable String after,
      @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    Place place = Place.of(Cursor.decode(after));
    List<Lot> lots =
        sql.query(
            """
            select l.id, l.amount, l.remaining, l.earned_at, l.expires_at, l.campaign_id
              from accounts a join lots l on l.account_id = a.id
             where a.class = 'customer' and a.owner = ? and a.asset = ? and (? or l.remaining > 0)
               and (coalesce(l.expires_at, 'infinity'), l.id) > (?::timestamptz, ?)
             order by coalesce(l.expires_at, 'infinity'), l.id limit ?
            """,
            row ->
                new Lot(
                    row.getLong("id"),
                    row.getLong("amount"),
                    row.getLong("remaining"),
                    Sql.instant(row, "earned_at"),
                    Sql.instantOrNull(row, "expires_at"),
                    row.getString("campaign_id")),
            customerId,
            asset,
            spent,
            place.expiresAt(),
            place.id(),
            size + 1);
    return Cursor.page(lots, size, lot -> Place.behind(lot).text());
  }

  /**
   * What of any asset will expire, first to expire first; what is due and still pinned by a hold is
   * among it.
   *
   * @param days how far to look ahead, at least 1
   */
  @Transactional
  public List<Soon> soon(String customerId, int days) {
    Instant now = clock.instant();
    return sql.query(
        """
        select a.asset, ((l.expires_at - interval '1 microsecond') at time zone p.zone)::date as day,
               sum(l.remaining)::bigint as amount, l.expires_at <= ? as due
          from accounts a join lots l on l.account_id = a.id join expiry_policies p on p.asset = a.asset
         where a.class = 'customer' and a.owner = ? and l.remaining > 0 and l.expires_at <= ?
         group by 1, 2, 4 order by 2, 4 desc, 1
        """,
        row ->
            new Soon(
                row.getString("asset"),
                row.getObject("day", LocalDate.class),
                row.getLong("amount"),
                row.getBoolean("due")),
        now,
        customerId,
        now.plus(Duration.ofDays(days)));
  }

  /**
   * What will expire, day by day; what is due and still pinned by a hold comes first.
   *
   * @param within how far to look ahead, ISO 8601, at most 366 days
   * @throws Problem 422 when it is no such span
   */
  @Transactional
  List<Day> expiring(String customerId, String asset, String within) {
    Span span = Span.positive("within", within);
    Instant now = clock.instant();
    Instant until = span.after(now, ZoneOffset.UTC);
    if (until.isAfter(now.atOffset(ZoneOffset.UTC).plusDays(LONGEST_DAYS).toInstant())) {
      throw Problem.invalid("within", "must be at most " + LONGEST_DAYS + " days", within);
    }
    return sql.query(
        """
        select ((l.expires_at - interval '1 microsecond') at time zone p.zone)::date as day,
               min(l.expires_at) as expires_at, sum(l.remaining)::bigint as amount
          from accounts a join lots l on l.account_id = a.id join expiry_policies p on p.asset = a.asset
         where a.class = 'customer' and a.owner = ? and a.asset = ? and l.remaining > 0 and l.expires_at <= ?
         group by 1 order by 1
        """,
        row ->
            new Day(
                row.getObject("day", LocalDate.class),
                Sql.instant(row, "expires_at"),
                row.getLong("amount")),
        customerId,
        asset,
        until);
  }
}
