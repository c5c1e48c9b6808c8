package io.goodword.reward.tier;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.review.ReviewPublished;
import io.goodword.contracts.reward.EntryPosted;
import io.goodword.contracts.reward.TierChanged;
import io.goodword.kit.outbox.Outbox;
import io.goodword.reward.intake.OneByOne;
import io.goodword.reward.tier.Members.Change;
import io.goodword.reward.tier.Members.Due;
import io.goodword.reward.tier.Programmes.Call;
import io.goodword.reward.tier.Qualifying.Activity;
import io.goodword.reward.tier.TierDecision.Decision;
import io.goodword.reward.tier.TierDecision.Figures;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at members when something that counts happened, and when their time has come. */
@ApplicationScoped
@RegisterForReflection(
    targets = {
      Programme.class,
      Level.class,
      Level.Benefits.class,
      Window.class,
      Span.class,
      Downgrade.class,
      TierChanged.class,
      EntryPosted.class,
      MilestoneReached.class,
      MilestoneRevoked.class,
      ReviewPublished.class
    })
public class Evaluating {

  private static final String PAID = "first-paid-order";

  private final Programmes programmes;
  private final Members members;
  private final Qualifying qualifying;
  private final Outbox outbox;
  private final Clock clock;

  Evaluating(
      Programmes programmes, Members members, Qualifying qualifying, Outbox outbox, Clock clock) {
    this.programmes = programmes;
    this.members = members;
    this.qualifying = qualifying;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Whether a programme in force counts an asset. One that is activated a moment later looks at
   * everybody who has something of it, so nothing is missed.
   */
  boolean counts(String asset) {
    return !programmes.counting(asset).isEmpty();
  }

  /** A customer's account moved. */
  @Transactional
  void posted(EntryPosted event) {
    counted(event.asset(), event.owner(), event.journalId());
  }

  /**
   * Friends paid: that counts for their advocates.
   *
   * @throws OneByOne for several when a programme counts friends: each member is looked at behind a
   *     lock of its own
   */
  @Transactional
  void reached(List<MilestoneReached> events) {
    List<Activity> paid =
        events.stream()
            .filter(event -> event.milestone().equals(PAID))
            .map(event -> new Activity(event.referralId(), event.advocateId(), event.occurredAt()))
            .toList();
    if (events.size() > 1 && counts(Programme.REFERRALS)) {
      throw new OneByOne("a programme counts friends");
    }
    qualifying.note(Programme.REFERRALS, paid);
    paid.forEach(one -> counted(Programme.REFERRALS, one.customerId(), one.cause()));
  }

  /** An order was refunded: in full, it counts no more. */
  @Transactional
  void revoked(MilestoneRevoked event) {
    if (event.milestone().equals(PAID) && event.refunded() == event.paid()) {
      qualifying.revoke(
          Programme.REFERRALS, event.referralId(), event.advocateId(), event.occurredAt());
      counted(Programme.REFERRALS, event.advocateId(), event.referralId());
    }
  }

  /** A review is published: it counts for its author who bought the product. */
  @Transactional
  void published(ReviewPublished event) {
    if (event.verified()) {
      qualifying.note(
          Programme.REVIEWS,
          List.of(new Activity(event.reviewId(), event.authorId(), event.occurredAt())));
      counted(Programme.REVIEWS, event.authorId(), event.reviewId());
    }
  }

  /**
   * Calls members of a newly activated programme to be looked at, those of before and those who
   * have something of its unit.
   *
   * @param limit most members at once, positive
   * @return how many were called
   */
  @Transactional
  public int call(int limit) {
    Call call = programmes.calling().orElse(null);
    if (call == null) {
      return 0;
    }
    StoredProgramme programme = programmes.active(call.programmeId()).orElseThrow();
    List<String> customers =
        qualifying.customers(programme.id(), programme.rules().unit(), call.after(), limit);
    members.join(programme, customers, "activation", clock.instant());
    programmes.called(programme.id(), customers.size() < limit ? null : customers.getLast());
    return customers.size();
  }

  /**
   * Looks at members whose time has come; replicas share the work.
   *
   * @param limit most members at once, positive
   * @return how many were looked at
   */
  @Transactional
  public int due(int limit) {
    Instant now = clock.instant();
    List<Due> due = members.due(now, limit);
    Map<String, StoredProgramme> active =
        programmes.allActive().stream()
            .collect(Collectors.toMap(StoredProgramme::id, Function.identity()));
    var told = new ArrayList<TierChanged>();
    for (Due member : due) {
      StoredProgramme programme = active.get(member.programmeId());
      if (programme == null) {
        throw new IllegalStateException("members of a programme without rules: " + member);
      }
      look(programme, member.customerId(), "evaluation", now, told);
    }
    tell(told);
    return due.size();
  }

  /** Members whose time has come, for when a batch fails and each must be looked at by itself. */
  @Transactional
  List<Due> dueMembers(int limit) {
    return members.due(clock.instant(), limit);
  }

  /** Looks at one member. */
  @Transactional
  void one(Due due) {
    var told = new ArrayList<TierChanged>();
    StoredProgramme programme = programmes.active(due.programmeId()).orElseThrow();
    look(programme, due.customerId(), "evaluation", clock.instant(), told);
    tell(told);
  }

  /** Passes over a member who cannot be looked at now, so that the others have their turn. */
  @Transactional
  void postpone(Due due, Duration pause) {
    members.postpone(due, clock.instant().plus(pause));
  }

  /** Something that counts happened: whoever is measured by it is looked at at once. */
  private void counted(String unit, String customerId, String cause) {
    Instant now = clock.instant();
    var told = new ArrayList<TierChanged>();
    for (StoredProgramme programme : programmes.counting(unit)) {
      look(programme, customerId, cause, now, told);
    }
    tell(told);
  }

  private void look(
      StoredProgramme programme,
      String customerId,
      String cause,
      Instant now,
      List<TierChanged> told) {
    Member member = members.locked(programme, customerId, cause, now);
    // counted behind the lock: who comes later sees all that this one saw
    Figures figures = qualifying.of(programme.rules(), member, now);
    Decision decision = TierDecision.decide(programme.rules(), member.standing(), figures, now);
    Standing next = decision.standing();
    switch (decision) {
      case Decision.Kept ignored -> members.update(programme, member.now(next, figures.now()));
      case Decision.Raised ignored ->
          told.add(change(programme, member, next, figures.now(), "qualified", cause));
      case Decision.Lowered ignored ->
          told.add(change(programme, member, next, figures.now(), "evaluated", cause));
      case Decision.TakenBack ignored ->
          told.add(change(programme, member, next, figures.now(), "taken-back", cause));
    }
  }

  private TierChanged change(
      StoredProgramme programme,
      Member member,
      Standing next,
      long figure,
      String reason,
      String cause) {
    Member changed = member.changed(next, figure);
    String from = programme.rules().level(member.standing().rank()).code();
    String to = programme.rules().level(next.rank()).code();
    members.update(programme, changed);
    members.add(
        member.customerId(),
        new Change(
            programme.id(),
            programme.version(),
            changed.changes(),
            from,
            to,
            reason,
            figure,
            cause,
            next.since()));
    return new TierChanged(
        member.customerId(),
        programme.id(),
        next.rank() > member.standing().rank() ? "up" : "down",
        from,
        to,
        reason,
        figure,
        next.since());
  }

  /** Told last and in the order of customers: each event locks the counter of its customer. */
  private void tell(List<TierChanged> told) {
    told.stream()
        .sorted(Comparator.comparing(TierChanged::customerId))
        .forEach(event -> outbox.append(TierChanged.TYPE, event.customerId(), event));
  }
}
