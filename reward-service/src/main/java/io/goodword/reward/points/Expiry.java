package io.goodword.reward.points;

import io.goodword.contracts.reward.LotExpired;
import io.goodword.contracts.reward.LotExpiring;
import io.goodword.kit.outbox.Outbox;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.points.LotDays.Look;
import io.goodword.reward.points.LotDays.LotDay;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets due lots expire and warns before. Replicas share the work, since each passes over what
 * another has claimed. Expiring and warning are transactions of their own: a claimed row is never
 * changed before the balance of its account is locked, so nobody waits in a circle.
 */
@ApplicationScoped
@RegisterForReflection(targets = {LotExpired.class, LotExpiring.class})
public class Expiry {

  private static final Purpose PURPOSE = Purpose.of("expire", "reward.points");

  private final LotDays days;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;
  private final PointsSettings settings;
  private final Notices notices;

  Expiry(LotDays days, Ledger ledger, Outbox outbox, Clock clock, PointsSettings settings) {
    this.days = days;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.settings = settings;
    this.notices =
        new Notices(
            settings.warnBefore().stream()
                .map(text -> Span.positive("goodword.points.warn-before", text))
                .toList());
  }

  /** A due moment of an account. */
  record Key(long accountId, Instant expiresAt) {}

  /**
   * Expires what is due: one journal for each account. What an open hold pins is looked at again
   * later.
   *
   * @param limit most moments at once, positive
   * @return how many were worked on
   */
  @Transactional
  public int expire(int limit) {
    Instant now = clock.instant();
    return expire(days.due(now, limit), now);
  }

  /** What is due, for when a batch fails and each must be tried by itself. */
  @Transactional
  List<Key> due(int limit) {
    return days.due(clock.instant(), limit).stream()
        .map(day -> new Key(day.accountId(), day.expiresAt()))
        .toList();
  }

  /** Expires one due moment by itself. */
  @Transactional
  int one(Key key) {
    Instant now = clock.instant();
    return expire(days.due(now, key.accountId(), key.expiresAt()), now);
  }

  /**
   * Warns customers of what expires soon.
   *
   * @param limit most moments at once, positive
   * @return how many were looked at
   */
  @Transactional
  public int warn(int limit) {
    Instant now = clock.instant();
    List<Look> looks = days.upcoming(now, limit).stream().map(day -> look(day, now)).toList();
    days.looked(looks);
    looks.stream()
        .filter(look -> look.step().notice() != null)
        .sorted(Comparator.comparingLong(look -> look.day().accountId()))
        .forEach(look -> warn(look, now));
    return looks.size();
  }

  /** A warning about nothing is not given, and counts as not given if something comes back. */
  private Look look(LotDay day, Instant now) {
    Notices.Step step = notices.at(now, day.openedAt(), day.expiresAt(), day.told(), day.zone());
    return day.amount() > 0
        ? new Look(day, step)
        : new Look(day, new Notices.Step(null, day.told(), step.nextAt()));
  }

  private void warn(Look look, Instant now) {
    Span notice = look.step().notice();
    LotDay day = look.day();
    if (notice != null) {
      String account = Long.toString(day.accountId());
      outbox.append(
          LotExpiring.TYPE,
          account,
          new LotExpiring(
              account,
              day.customerId(),
              day.asset(),
              day.amount(),
              day.expiresAt(),
              notice.text(),
              now));
    }
  }

  private int expire(List<LotDay> due, Instant now) {
    // sorted by account, so that two runs number events of the same accounts in the same order
    Map<Long, LotDay> first = new TreeMap<>();
    due.forEach(day -> first.putIfAbsent(day.accountId(), day));
    List<LotDay> accounts = new ArrayList<>(first.values());
    List<Outcome> outcomes = ledger.apply(accounts.stream().map(Expiry::operation).toList());
    days.ran(due, now.plus(settings.pinnedAgainAfter()));
    for (int i = 0; i < accounts.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Posted posted -> tell(accounts.get(i), posted);
        case Outcome.Unchanged ignored -> {}
        case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
      }
    }
    return due.size();
  }

  private void tell(LotDay day, Outcome.Posted posted) {
    Outcome.Book book = posted.books().getFirst();
    String account = Long.toString(day.accountId());
    outbox.append(
        LotExpired.TYPE,
        account,
        new LotExpired(
            posted.journalId().toString(),
            account,
            day.customerId(),
            day.asset(),
            -book.amount(),
            book.posted(),
            posted.recordedAt()));
  }

  /**
   * The key of a run is used once: a run that is rolled back uses it again, a later one another.
   */
  private static Operation operation(LotDay day) {
    return new Operation.Expire(
        "expire/" + day.accountId() + "/" + day.expiresAt() + "/" + day.runs(),
        PURPOSE,
        AccountRef.customer(day.customerId(), day.asset()));
  }
}
