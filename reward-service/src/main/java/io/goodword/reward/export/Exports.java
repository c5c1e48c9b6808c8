package io.goodword.reward.export;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.export.Positions.By;
import io.goodword.reward.export.Positions.Position;
import io.goodword.reward.export.Sheet.Format;
import io.goodword.reward.ledger.AccountClass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files for finance and auditors: each is checked when it is asked for and written afterwards. */
@ApplicationScoped
public class Exports {

  private final GeneralLedger ledger;
  private final Positions positions;
  private final Months months;
  private final Clock clock;
  private final ExportSettings settings;

  Exports(
      GeneralLedger ledger,
      Positions positions,
      Months months,
      Clock clock,
      ExportSettings settings) {
    this.ledger = ledger;
    this.positions = positions;
    this.months = months;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * What a file is about, as it is sent.
   *
   * @param period month such as 2026-10, instead of from and to
   * @param from date or instant, absent for the begin of this month
   * @param to date or instant, absent for now
   */
  record Stretch(@Nullable String period, @Nullable String from, @Nullable String to) {}

  /**
   * Every entry whose journal is effective in a stretch of time.
   *
   * @throws Problem 422 for what is no stretch of the past
   */
  @Transactional
  Consumer<OutputStream> generalLedger(Stretch stretch, Format format) {
    Range range = range(stretch);
    return out -> ledger.write(range, format, out);
  }

  /**
   * What was where before a moment: for each asset the total, then its campaigns. The amounts of a
   * line, without held, sum to zero.
   *
   * @param at date or instant, absent for now
   * @param by recorded or effective, absent for recorded
   * @throws Problem 422 for what is no moment of the past
   */
  @Transactional
  Consumer<OutputStream> liability(@Nullable String at, @Nullable String by, Format format) {
    Instant moment = at == null ? null : Range.past("at", at, settings.zone(), clock.instant());
    List<Position> lines = positions.at(moment, by(by, By.RECORDED));
    return out -> write(lines, format, out);
  }

  /**
   * What moved in a stretch of time, for each asset.
   *
   * @param by recorded or effective, absent for effective as in the general ledger
   * @throws Problem 422 for what is no stretch of the past
   */
  @Transactional
  Consumer<OutputStream> rollForward(Stretch stretch, @Nullable String by, Format format) {
    List<RollForward> lines = positions.moved(range(stretch), by(by, By.EFFECTIVE));
    return out -> write(lines, out, format);
  }

  private Range range(Stretch stretch) {
    String period = stretch.period();
    if (period == null) {
      return Range.of(stretch.from(), stretch.to(), settings.zone(), clock.instant());
    }
    if (stretch.from() != null || stretch.to() != null) {
      throw Problem.invalid("period", "must be alone, without from and to", period);
    }
    return months.range(Range.month(period));
  }

  private static By by(@Nullable String by, By other) {
    if (by == null) {
      return other;
    }
    if (!by.equals("recorded") && !by.equals("effective")) {
      throw Problem.invalid("by", "must be recorded or effective", by);
    }
    return By.valueOf(by.toUpperCase(Locale.ROOT));
  }

  private static void write(List<Position> positions, Format format, OutputStream out) {
    Sheet sheet =
        Sheet.begin(
            out,
            format,
            "scope",
            "asset",
            "campaign_id",
            "outstanding",
            "debt",
            "held",
            "escrow",
            "stock",
            "budget",
            "redeemed",
            "breakage",
            "issuance");
    for (Position position : positions) {
      sheet.line(
          position.campaign() == null ? "total" : "campaign",
          position.asset(),
          position.campaign(),
          position.of(AccountClass.CUSTOMER),
          position.of(AccountClass.DEBT),
          position.held(),
          position.of(AccountClass.ESCROW),
          position.of(AccountClass.STOCK),
          position.of(AccountClass.BUDGET),
          position.of(AccountClass.REDEMPTION),
          position.of(AccountClass.BREAKAGE),
          position.of(AccountClass.ISSUANCE));
    }
    sheet.end();
  }

  /** Writes what moved and says what was written. */
  static Sheet.Ending write(List<RollForward> lines, OutputStream out, Format format) {
    Sheet sheet =
        Sheet.begin(
            out,
            format,
            "asset",
            "opening",
            "issued",
            "redeemed",
            "expired",
            "reversed",
            "adjusted",
            "other",
            "closing");
    for (RollForward line : lines) {
      sheet.line(
          line.asset(),
          line.opening(),
          line.issued(),
          line.redeemed(),
          line.expired(),
          line.reversed(),
          line.adjusted(),
          line.other(),
          line.closing());
    }
    return sheet.end();
  }
}
