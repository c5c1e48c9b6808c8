package io.goodword.reward.export;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every entry in order of its journal's effective date. It is read in short statements behind a
 * key, never as one: memory stays flat and no snapshot is held however slowly a file is taken.
 */
@Singleton
class GeneralLedger {

  /** Journals of a page; their entries are read whole, so no journal is ever cut in two. */
  private static final int PAGE = 1_000;

  private static final UUID FIRST = new UUID(0, 0);
  private static final String[] HEADER = {
    "journal_id",
    "recorded_at",
    "effective_at",
    "kind",
    "code",
    "cause",
    "class",
    "owner",
    "asset",
    "scale",
    "debit",
    "credit",
    "campaign_id",
    "actor",
    "reverses",
    "entry"
  };
  private static final String SELECT =
      """
      with page as (
        select * from journals where (effective_at, id) > (?, ?) and effective_at < ?
         order by effective_at, id limit ?)
      select j.id, j.recorded_at, j.effective_at, j.kind, j.code, j.cause, a.class, a.owner, a.asset, s.scale,
             e.amount, j.campaign_id, j.actor, j.reverses, e.seq
        from page j join entries e on e.journal_id = j.id join accounts a on a.id = e.account_id
        join assets s on s.code = a.asset
       order by j.effective_at, j.id, a.lock_rank, a.id, e.seq
      """;

  private final Sql sql;

  GeneralLedger(Sql sql) {
    this.sql = sql;
  }

  private record Line(
      UUID journal,
      Instant recordedAt,
      Instant effectiveAt,
      String kind,
      @Nullable String code,
      @Nullable String cause,
      String accountClass,
      String owner,
      String asset,
      long scale,
      long amount,
      @Nullable String campaign,
      String actor,
      @Nullable UUID reverses,
      long sequence) {

    static Line of(ResultSet row) throws SQLException {
      return new Line(
          row.getObject("id", UUID.class),
          Sql.instant(row, "recorded_at"),
          Sql.instant(row, "effective_at"),
          row.getString("kind"),
          row.getString("code"),
          row.getString("cause"),
          row.getString("class"),
          row.getString("owner"),
          row.getString("asset"),
          row.getLong("scale"),
          row.getLong("amount"),
          row.getString("campaign_id"),
          row.getString("actor"),
          row.getObject("reverses", UUID.class),
          row.getLong("seq"));
    }

    @Nullable Object[] cells() {
      return new @Nullable Object[] {
        journal,
        recordedAt,
        effectiveAt,
        kind,
        code,
        cause,
        accountClass,
        owner,
        asset,
        scale,
        amount < 0 ? (Long) (-amount) : null,
        amount > 0 ? (Long) amount : null,
        campaign,
        actor,
        reverses,
        sequence
      };
    }
  }

  /** Writes the entries of a range and says what was written. */
  Sheet.Ending write(Range range, Sheet.Format format, OutputStream out) {
    Sheet sheet = Sheet.begin(out, format, HEADER);
    Instant time = range.from();
    UUID journal = FIRST;
    List<Line> page;
    do {
      page = sql.query(SELECT, Line::of, time, journal, range.to(), PAGE);
      page.forEach(line -> sheet.line(line.cells()));
      if (!page.isEmpty()) {
        time = page.getLast().effectiveAt();
        journal = page.getLast().journal();
      }
    } while (!page.isEmpty());
    return sheet.end();
  }
}
