package io.goodword.notification.sequence;

import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.contact.ContactErased;
import io.goodword.notification.dispatch.Dispatch;
import io.goodword.notification.dispatch.MessageOrder;
import io.goodword.notification.dispatch.MessageSettled;
import io.goodword.notification.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plays runs: first message, reminders, end. */
@ApplicationScoped
class Sequences {

  private final Runs runs;
  private final Timers timers;
  private final Dispatch dispatch;
  private final Templates templates;
  private final Clock clock;
  private final Event<TimerSet> timerSet;

  Sequences(
      Runs runs,
      Timers timers,
      Dispatch dispatch,
      Templates templates,
      Clock clock,
      Event<TimerSet> timerSet) {
    this.runs = runs;
    this.timers = timers;
    this.dispatch = dispatch;
    this.templates = templates;
    this.clock = clock;
    this.timerSet = timerSet;
  }

  /** A timer was set in the current transaction. */
  record TimerSet() {}

  /**
   * Begins a run; asked twice it runs once, asked after its stop it does not run.
   *
   * @throws IllegalArgumentException when it cannot be played
   */
  @Transactional
  public void request(SequenceRequested request) {
    Run run =
        new Run(
            request.runKey(),
            request.sequence(),
            request.customerId(),
            Purpose.of(request.purpose())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "purpose is '" + request.purpose() + "', it is not known")),
            request.data(),
            request.remindAfter(),
            request.reminders());
    templates.check(Plan.of(run.sequence()).first(), run.data());
    if (runs.insert(run, clock.instant())) {
      timers.set(run.runKey(), 0, request.firstAt());
      timerSet.fire(new TimerSet());
    }
  }

  /** Ends a run: nothing that was not sent when this commits is sent. */
  @Transactional
  public void stop(SequenceStopped stop) {
    runs.stop(stop.runKey(), stop.reason(), clock.instant());
    timers.cancel(stop.runKey());
    dispatch.reconsider(stop.runKey());
  }

  /**
   * Plans the messages of the timers that are due.
   *
   * @return timers that were due
   */
  @Transactional
  public int fire(int limit) {
    Instant now = clock.instant();
    List<Timers.Due> due = timers.take(now, limit);
    if (due.isEmpty()) {
      return 0;
    }
    Map<String, Run> active =
        runs.active(due.stream().map(Timers.Due::runKey).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::runKey, Function.identity()));
    for (Timers.Due timer : due) {
      Run run = active.get(timer.runKey());
      if (run != null) {
        dispatch.plan(order(run, timer.step(), now));
      }
    }
    return due.size();
  }

  @Transactional
  public Optional<Instant> nextDue() {
    return timers.next();
  }

  /** The first message was sent: the reminder is due so long after it. Not sent: the run ends. */
  void settled(@Observes MessageSettled message) {
    Optional<Run> active = runs.active(List.of(message.runKey())).stream().findFirst();
    active.ifPresent(run -> goOn(run, message));
  }

  void contactErased(@Observes ContactErased contact) {
    runs.stopAll(contact.customerId(), "contact-erased", clock.instant()).forEach(timers::cancel);
  }

  private void goOn(Run run, MessageSettled message) {
    Duration remindAfter = run.remindAfter();
    if (message.sent() && message.step() < run.reminders() && remindAfter != null) {
      timers.set(run.runKey(), message.step() + 1, message.at().plus(remindAfter));
      timerSet.fire(new TimerSet());
    } else {
      runs.done(run.runKey(), message.at());
    }
  }

  private static MessageOrder order(Run run, int step, Instant now) {
    return new MessageOrder(
        "run:" + run.runKey() + ":" + step,
        run.customerId(),
        run.purpose(),
        Plan.of(run.sequence()).template(step),
        run.data(),
        run.runKey(),
        step,
        now);
  }
}
