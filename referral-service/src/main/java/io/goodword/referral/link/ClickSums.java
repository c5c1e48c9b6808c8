package io.goodword.referral.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clicks add up to, in UTC. The sums are made here, because the database needs four times as
 * long for them as for the clicks themselves.
 */
final class ClickSums {

  private ClickSums() {}

  /**
   * A person who opened a link, told apart within an hour.
   *
   * @param visitor hash of the visitor in hexadecimal digits
   */
  record Person(Instant hour, String linkId, String visitor) implements Comparable<Person> {

    private static final Comparator<Person> ORDER =
        Comparator.comparing(Person::hour)
            .thenComparing(Person::linkId)
            .thenComparing(Person::visitor);

    @Override
    public int compareTo(Person other) {
      return ORDER.compare(this, other);
    }
  }

  /** What is counted apart. */
  record Day(String campaignId, LocalDate date, String linkId, String channel)
      implements Comparable<Day> {

    private static final Comparator<Day> ORDER =
        Comparator.comparing(Day::campaignId)
            .thenComparing(Day::date)
            .thenComparing(Day::linkId)
            .thenComparing(Day::channel);

    @Override
    public int compareTo(Day other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Clicks of a day.
   *
   * @param raw clicks of people
   * @param uniques people
   * @param bots clicks of programs
   */
  record Sum(long raw, long uniques, long bots) {

    private Sum plus(Sum other) {
      return new Sum(raw + other.raw, uniques + other.uniques, bots + other.bots);
    }
  }

  /** The people behind clicks, each with the first click; programs are left out. */
  static SortedMap<Person, Opening.Click> people(List<Opening.Click> clicks) {
    var people = new HashMap<Person, Opening.Click>();
    for (Opening.Click click : clicks) {
      if (click.bot() == null) {
        Instant hour = ClickIds.time(click.id()).truncatedTo(ChronoUnit.HOURS);
        String visitor = HexFormat.of().formatHex(click.visitor());
        people.merge(new Person(hour, click.linkId(), visitor), click, ClickSums::earlier);
      }
    }
    return new TreeMap<>(people);
  }

  /**
   * The sums of clicks in the order in which they are written.
   *
   * @param clicks clicks that were not counted before
   * @param firsts first clicks of people who were not counted in their hour before
   */
  static SortedMap<Day, Sum> byDay(
      Collection<Opening.Click> clicks, Collection<Opening.Click> firsts) {
    var sums = new HashMap<Day, Sum>();
    for (Opening.Click click : clicks) {
      add(sums, click, click.bot() == null ? new Sum(1, 0, 0) : new Sum(0, 0, 1));
    }
    for (Opening.Click first : firsts) {
      add(sums, first, new Sum(0, 1, 0));
    }
    return new TreeMap<>(sums);
  }

  private static void add(Map<Day, Sum> sums, Opening.Click click, Sum sum) {
    LocalDate date = LocalDate.ofInstant(ClickIds.time(click.id()), ZoneOffset.UTC);
    sums.merge(new Day(click.campaignId(), date, click.linkId(), click.channel()), sum, Sum::plus);
  }

  private static Opening.Click earlier(Opening.Click one, Opening.Click other) {
    return ClickIds.time(other.id()).isBefore(ClickIds.time(one.id())) ? other : one;
  }
}
