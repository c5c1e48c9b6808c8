package io.goodword.reward.ledger;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Histories.Entry;
import io.goodword.reward.ledger.Histories.Stretch;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement of a customer's account: page by page for programs, whole for people. */
@Singleton
class Statements {

  private static final int MOST_CSV_LINES = 20_000;
  private static final int MOST_PRINTED_LINES = 2_000;

  private final Histories histories;
  private final StatementPages pages;
  private final Clock clock;

  Statements(Histories histories, StatementPages pages, Clock clock) {
    this.histories = histories;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * Which statement.
   *
   * @param from first moment, null for the beginning
   * @param to moment before which it ends, null for now
   */
  record Period(String customerId, String asset, @Nullable Instant from, @Nullable Instant to) {

    /** Refuses a period that is turned round. */
    Period {
      if (from != null && to != null && to.isBefore(from)) {
        throw Problem.invalid("to", "must not be before from", to);
      }
    }

    AccountRef account() {
      return AccountRef.customer(customerId, asset);
    }
  }

  /**
   * A line of a statement.
   *
   * @param sequence number of the entry in the account, from 1, without gaps
   * @param amount signed minor units
   */
  record Line(
      long sequence,
      Instant recordedAt,
      String kind,
      @Nullable String cause,
      @Nullable String campaignId,
      long amount,
      long balanceAfter) {
    static Line of(Entry entry) {
      return new Line(
          entry.seq(),
          entry.recordedAt(),
          entry.kind(),
          entry.cause(),
          entry.campaignId(),
          entry.amount(),
          entry.balanceAfter());
    }
  }

  /**
   * A page of a statement.
   *
   * @param next cursor of the next page, null at the end
   * @param openingBalance minor units before the period
   * @param closingBalance minor units after it
   */
  record Statement(
      List<Line> items,
      @Nullable String next,
      String asset,
      @Nullable Instant from,
      @Nullable Instant to,
      long openingBalance,
      long closingBalance) {}

  /** One page. */
  Statement page(Period period, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    Stretch stretch = stretch(period);
    long behind = Math.max(stretch.low(), Histories.sequence(after));
    Page<Line> page =
        Cursor.page(lines(stretch, behind, size + 1), size, line -> Long.toString(line.sequence()));
    return new Statement(
        page.items(),
        page.next(),
        period.asset(),
        period.from(),
        period.to(),
        stretch.opening(),
        stretch.closing());
  }

  /**
   * All of it as comma-separated values, amounts in minor units.
   *
   * @throws Problem 422 statement-too-long
   */
  String csv(Period period) {
    Stretch stretch = stretch(period);
    var text =
        new StringBuilder(
            Csv.line(
                List.of(
                    "sequence",
                    "recordedAt",
                    "kind",
                    "cause",
                    "campaignId",
                    "amount",
                    "balanceAfter")));
    text.append(Csv.line(balance("opening", period.from(), stretch.opening())));
    for (Line line : whole(stretch, MOST_CSV_LINES)) {
      text.append(
          Csv.line(
              Arrays.asList(
                  line.sequence(),
                  line.recordedAt(),
                  line.kind(),
                  line.cause(),
                  line.campaignId(),
                  line.amount(),
                  line.balanceAfter())));
    }
    return text.append(Csv.line(balance("closing", period.to(), stretch.closing()))).toString();
  }

  /**
   * All of it as a page to read and to print.
   *
   * @throws Problem 422 statement-too-long
   */
  String html(Period period, PageLanguage language, ZoneId zone) {
    Stretch stretch = stretch(period);
    return pages.of(
        period, stretch, whole(stretch, MOST_PRINTED_LINES), language, zone, clock.instant());
  }

  private Stretch stretch(Period period) {
    return histories.stretch(period.account(), period.from(), period.to());
  }

  private List<Line> whole(Stretch stretch, int most) {
    if (stretch.high() - stretch.low() > most) {
      throw Problem.unprocessable(
          "statement-too-long",
          "The period has %d entries, at most %d are written in this form; choose a shorter one."
              .formatted(stretch.high() - stretch.low(), most));
    }
    return lines(stretch, stretch.low(), most);
  }

  private List<Line> lines(Stretch stretch, long behind, int limit) {
    return histories.entries(stretch.accountId(), behind, stretch.high(), limit).stream()
        .map(Line::of)
        .toList();
  }

  private static List<@Nullable Object> balance(String what, @Nullable Instant at, long amount) {
    return Arrays.asList(null, at, what, null, null, null, amount);
  }
}
