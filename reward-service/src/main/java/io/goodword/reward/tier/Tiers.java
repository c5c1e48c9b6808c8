package io.goodword.reward.tier;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.tier.Level.Benefits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What level a customer has. */
@ApplicationScoped
public class Tiers {

  private final Programmes programmes;
  private final Members members;
  private final Qualifying qualifying;
  private final Clock clock;

  Tiers(Programmes programmes, Members members, Qualifying qualifying, Clock clock) {
    this.programmes = programmes;
    this.members = members;
    this.qualifying = qualifying;
    this.clock = clock;
  }

  /**
   * A higher level.
   *
   * @param threshold least qualifying figure
   * @param missing what is missing in the window that runs now
   */
  public record Next(String level, Map<String, String> names, long threshold, long missing) {}

  /**
   * A customer's level in a programme in force.
   *
   * @param names what the level is called, by language tag
   * @param since when the customer came to it, null before anything was counted
   * @param unit what counts: an asset code, referrals or reviews
   * @param qualifying what the running window holds
   * @param lastPeriod what the year before held, null for a rolling window
   * @param evaluatesAt when the level is looked at next, null before anything was counted
   * @param graceUntil when the level is lost unless it is earned again, null when it is earned
   * @param next the level above, null at the top
   */
  public record CustomerTier(
      String programmeId,
      int programmeVersion,
      String level,
      Map<String, String> names,
      @Nullable Instant since,
      String unit,
      long qualifying,
      @Nullable Long lastPeriod,
      @Nullable Instant evaluatesAt,
      @Nullable Instant graceUntil,
      Benefits benefits,
      @Nullable Next next) {}

  /** A customer's level in each programme in force. */
  @Transactional
  public List<CustomerTier> of(String customerId) {
    Instant now = clock.instant();
    return programmes.allActive().stream()
        .map(programme -> tier(programme, customerId, now))
        .toList();
  }

  /** Whether a customer has a level of a programme in force, or a higher one. */
  @Transactional
  public boolean reached(String customerId, String programmeId, String level) {
    Optional<StoredProgramme> active = programmes.active(programmeId);
    if (active.isEmpty() || !active.get().rules().has(level)) {
      return false;
    }
    return rank(active.get(), customerId) >= active.get().rules().rank(level);
  }

  /** Whether a programme in force has a level. */
  @Transactional
  public boolean knows(String programmeId, String level) {
    return programmes.active(programmeId).map(active -> active.rules().has(level)).orElse(false);
  }

  /**
   * How a customer's level in a programme changed, newest first.
   *
   * @throws Problem 404 for a programme that is not in force; 400 malformed-cursor
   */
  @Transactional
  Page<Members.Change> changes(
      String customerId, String programmeId, @Nullable String after, @Nullable Integer limit) {
    if (programmes.active(programmeId).isEmpty()) {
      throw Problem.notFound("programme");
    }
    int size = Cursor.limit(limit);
    return Cursor.page(
        members.changes(programmeId, customerId, before(Cursor.decode(after)), size + 1),
        size,
        change -> Integer.toString(change.number()));
  }

  private int rank(StoredProgramme programme, String customerId) {
    return members.find(programme, customerId).map(member -> member.standing().rank()).orElse(0);
  }

  private CustomerTier tier(StoredProgramme programme, String customerId, Instant now) {
    Programme rules = programme.rules();
    Standing standing = members.find(programme, customerId).map(Member::standing).orElse(null);
    int rank = standing == null ? 0 : standing.rank();
    List<Long> sums = qualifying.current(rules, customerId, now);
    long running = Math.max(0, sums.getFirst());
    Level level = rules.level(rank);
    return new CustomerTier(
        programme.id(),
        programme.version(),
        level.code(),
        level.names(),
        standing == null ? null : standing.since(),
        rules.unit(),
        running,
        sums.size() > 1 ? Math.max(0, sums.getLast()) : null,
        standing == null ? null : standing.evaluateAt(),
        standing == null ? null : standing.graceUntil(),
        level.benefits(),
        rank + 1 < rules.levels().size() ? next(rules.level(rank + 1), running) : null);
  }

  private static Next next(Level level, long running) {
    return new Next(
        level.code(), level.names(), level.threshold(), Math.max(0, level.threshold() - running));
  }

  private static int before(@Nullable String cursor) {
    try {
      return cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
