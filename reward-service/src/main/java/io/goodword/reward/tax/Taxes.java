package io.goodword.reward.tax;

import io.goodword.contracts.reward.TaxThresholdReached;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.export.Sheet;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.tax.Assessment.Line;
import io.goodword.reward.tax.Assessment.Receipt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What rewards are worth to whom, and who has reached a threshold. */
@ApplicationScoped
@RegisterForReflection(targets = TaxThresholdReached.class)
public class Taxes {

  private static final int PEOPLE_AT_ONCE = 200;

  /** Longer than a transaction lasts, so that what commits late is seen by the next look. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  /**
   * How far was looked.
   *
   * @param seenUntil null when everybody must be looked at
   * @param changes how often that was the case
   */
  private record Watch(@Nullable Instant seenUntil, long changes) {}

  private final TaxRules rules;
  private final Receipts receipts;
  private final Sql sql;
  private final Outbox outbox;
  private final Attempts attempts;
  private final Clock clock;

  Taxes(TaxRules rules, Receipts receipts, Sql sql, Outbox outbox, Attempts attempts, Clock clock) {
    this.rules = rules;
    this.receipts = receipts;
    this.sql = sql;
    this.outbox = outbox;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Rewards of a calendar year in a market by recipient, against its thresholds.
   *
   * @param year absent for this year
   * @throws Problem 422 for a year or market without thresholds
   */
  @Transactional
  Consumer<OutputStream> report(
      @Nullable Integer year, @Nullable String market, Sheet.Format format) {
    if (market == null) {
      throw Problem.invalid("market", "is required", null);
    }
    int wanted = year == null ? clock.instant().atZone(ZoneOffset.UTC).getYear() : year;
    if (wanted < 1900 || wanted > 2999) {
      throw Problem.invalid("year", "must be 1900 to 2999", year);
    }
    List<Threshold> thresholds = rules.thresholds(market, wanted);
    if (thresholds.isEmpty()) {
      throw Problem.unprocessable(
          "no-tax-threshold",
          "There is no threshold for that market and year; set one by PUT /v1/tax-thresholds.");
    }
    return out -> write(wanted, market, thresholds, format, out);
  }

  private void write(
      int year, String market, List<Threshold> thresholds, Sheet.Format format, OutputStream out) {
    Sheet sheet =
        Sheet.begin(
            out,
            format,
            "scope",
            "recipient",
            "market",
            "year",
            "asset",
            "units",
            "basis",
            "currency",
            "value",
            "threshold",
            "reached",
            "times",
            "policy",
            "verified");
    var values = new HashMap<String, List<FairValue>>();
    List<String> people = receipts.owners("", PEOPLE_AT_ONCE);
    while (!people.isEmpty()) {
      for (Threshold threshold : thresholds) {
        List<FairValue> worth = values.computeIfAbsent(threshold.currency(), rules::valuesIn);
        receipts
            .of(people, market, year, threshold.zone())
            .forEach((who, got) -> lines(sheet, year, who, Assessment.of(got, worth), threshold));
      }
      people = receipts.owners(people.getLast(), PEOPLE_AT_ONCE);
    }
    sheet.end();
  }

  private static void lines(
      Sheet sheet, int year, String who, Assessment assessment, Threshold threshold) {
    for (Line line : assessment.lines()) {
      sheet.line(
          "asset",
          who,
          threshold.market(),
          (long) year,
          line.asset(),
          line.units(),
          threshold.basis(),
          threshold.currency(),
          line.value(),
          null,
          null,
          null,
          null,
          null);
    }
    sheet.line(
        "total",
        who,
        threshold.market(),
        (long) year,
        null,
        null,
        threshold.basis(),
        threshold.currency(),
        assessment.measure(threshold),
        threshold.amount(),
        assessment.reaches(threshold) ? "yes" : "no",
        threshold.basis().equals(Threshold.EVENT) ? assessment.times(threshold) : null,
        threshold.policy(),
        threshold.verified() ? "yes" : "no");
  }

  /**
   * Looks at everybody who got something since the last look, or at all when a threshold, a fair
   * value or a market has changed, and announces who has reached a threshold. Safe on any number of
   * instances.
   */
  void look() {
    Instant until = clock.instant();
    Watch watch =
        sql.first(
                "select seen_until, changes from tax_watch",
                row -> new Watch(Sql.instantOrNull(row, "seen_until"), row.getLong("changes")))
            .orElseThrow();
    Instant seen = watch.seenUntil();
    var years = new HashSet<Integer>();
    years.add(until.atZone(ZoneOffset.UTC).getYear());
    years.add(
        (seen == null ? until : seen).minus(Duration.ofDays(1)).atZone(ZoneOffset.UTC).getYear());
    String after = "";
    List<String> people;
    do {
      people =
          seen == null
              ? receipts.owners(after, PEOPLE_AT_ONCE)
              : receipts.touched(seen.minus(OVERLAP), until, after, PEOPLE_AT_ONCE);
      if (!people.isEmpty()) {
        List<String> these = people;
        years.forEach(year -> attempts.inTransaction(() -> announced(these, year)));
        after = people.getLast();
      }
    } while (!people.isEmpty());
    // a change that was made meanwhile stays to be looked at
    sql.update(
        "update tax_watch set seen_until = ? where seen_until is not distinct from ? and changes = ?",
        until,
        seen,
        watch.changes());
  }

  private int announced(List<String> people, int year) {
    int announced = 0;
    for (Threshold threshold : rules.thresholds(null, year)) {
      List<FairValue> values = rules.valuesIn(threshold.currency());
      Map<String, List<Receipt>> got =
          receipts.of(people, threshold.market(), year, threshold.zone());
      for (Map.Entry<String, List<Receipt>> one : got.entrySet()) {
        Assessment assessment = Assessment.of(one.getValue(), values);
        if (assessment.reaches(threshold)
            && first(one.getKey(), year, threshold, assessment.measure(threshold))) {
          announced++;
        }
      }
    }
    return announced;
  }

  private boolean first(String who, int year, Threshold threshold, long value) {
    Instant now = clock.instant();
    int first =
        sql.update(
            "insert into tax_notices (recipient_id, market, year, basis, currency, threshold,"
                + " value, told_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            who,
            threshold.market(),
            year,
            threshold.basis(),
            threshold.currency(),
            threshold.amount(),
            value,
            now);
    if (first == 1) {
      outbox.append(
          TaxThresholdReached.TYPE,
          who,
          new TaxThresholdReached(
              who,
              threshold.market(),
              year,
              threshold.basis(),
              threshold.currency(),
              threshold.amount(),
              value,
              threshold.policy(),
              now));
    }
    return first == 1;
  }
}
