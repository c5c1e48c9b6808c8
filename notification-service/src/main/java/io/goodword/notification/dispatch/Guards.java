package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Standing;
import io.goodword.notification.dispatch.Facts.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The chain that every message passes before it is sent, in this order: run, contact, address,
 * suppression, consent, quiet hours, frequency cap. The first that does not let it pass decides; of
 * the channels that remain the first (e-mail before SMS) is taken. Simulation uses the same chain.
 */
final class Guards {

  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);
  private static final Duration CAP_WINDOW = Duration.ofDays(1);

  private final Rules rules;

  Guards(Rules rules) {
    this.rules = rules;
  }

  /**
   * The settings that the guards decide by.
   *
   * @param patience how long to wait for a contact
   * @param smear time over which deferred messages are spread
   * @param dailyCap messages in 24 hours, 0 for no cap
   */
  record Rules(Duration patience, QuietHours quietHours, Duration smear, int dailyCap) {

    static Rules of(DispatchSettings settings) {
      return new Rules(
          settings.patience(),
          new QuietHours(settings.quietHours().start(), settings.quietHours().end()),
          settings.quietHours().smear(),
          settings.dailyCap());
    }
  }

  /** The decision and what each guard said on the way to it. */
  record Judgement(List<Verdict> verdicts, Decision decision) {}

  Judgement judge(Facts facts) {
    List<Verdict> verdicts = new ArrayList<>();
    Decision decision = decide(facts, verdicts);
    return new Judgement(List.copyOf(verdicts), decision);
  }

  private Decision decide(Facts facts, List<Verdict> verdicts) {
    String stopped = facts.stopped();
    if (stopped != null) {
      return stop(verdicts, "run", stopped);
    }
    pass(verdicts, "run", "wanted");
    Recipient recipient = facts.recipient();
    if (recipient == null) {
      return missing(facts, verdicts);
    }
    pass(verdicts, "contact", "known");

    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    channels.addAll(recipient.addresses());
    Standing standing = recipient.standing();
    if (isEmpty(channels, verdicts, "address", channel -> true)) {
      return new Decision.Suppress("no-address");
    }
    if (isEmpty(
        channels, verdicts, "suppression", channel -> !standing.suppressed().contains(channel))) {
      return new Decision.Suppress("suppressed");
    }
    if (isEmpty(
        channels,
        verdicts,
        "consent",
        channel -> !facts.purpose().needsConsent() || standing.granted().contains(channel))) {
      return new Decision.Suppress("no-consent");
    }
    @Nullable Instant later = laterThanNow(facts, recipient, verdicts);
    return later == null
        ? new Decision.Send(channels.iterator().next())
        : new Decision.Defer(later);
  }

  private Decision missing(Facts facts, List<Verdict> verdicts) {
    Instant deadline = facts.plannedAt().plus(rules.patience());
    if (!facts.now().isBefore(deadline)) {
      return stop(verdicts, "contact", "contact-missing");
    }
    verdicts.add(new Verdict("contact", Verdict.WAIT, "contact-missing"));
    // a contact that comes wakes its messages; this look is for the one that came during a look
    Duration look = Duration.between(facts.plannedAt(), facts.now());
    look = look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
    look = look.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : look;
    Instant next = facts.now().plus(look);
    return new Decision.Wait(next.isAfter(deadline) ? deadline : next);
  }

  private @Nullable Instant laterThanNow(Facts facts, Recipient recipient, List<Verdict> verdicts) {
    if (!facts.purpose().observesQuietHours()) {
      pass(verdicts, "quiet-hours", "exempt");
    } else {
      Optional<Instant> end = rules.quietHours().end(facts.now(), recipient.zone());
      if (end.isPresent()) {
        verdicts.add(new Verdict("quiet-hours", Verdict.DEFER, "quiet-hours"));
        return end.get().plus(spread(facts.smear()));
      }
      pass(verdicts, "quiet-hours", "not quiet");
    }
    if (!facts.purpose().isCapped() || rules.dailyCap() == 0) {
      pass(verdicts, "frequency-cap", "exempt");
      return null;
    }
    Instant oldest = facts.recent().oldest();
    if (facts.recent().count() >= rules.dailyCap() && oldest != null) {
      verdicts.add(new Verdict("frequency-cap", Verdict.DEFER, "frequency-cap"));
      return oldest.plus(CAP_WINDOW);
    }
    pass(verdicts, "frequency-cap", facts.recent().count() + " of " + rules.dailyCap());
    return null;
  }

  private Duration spread(long smear) {
    long millis = rules.smear().toMillis();
    return millis <= 0 ? Duration.ZERO : Duration.ofMillis(Math.floorMod(smear, millis));
  }

  private static boolean isEmpty(
      Set<Channel> channels, List<Verdict> verdicts, String guard, Predicate<Channel> allowed) {
    Set<Channel> before = new TreeSet<>(channels);
    channels.removeIf(allowed.negate());
    if (channels.isEmpty()) {
      String reason =
          switch (guard) {
            case "suppression" -> "suppressed";
            case "consent" -> "no-consent";
            default -> "no-address";
          };
      verdicts.add(
          new Verdict(
              guard, Verdict.STOP, before.isEmpty() ? reason : reason + " on " + codes(before)));
      return true;
    }
    pass(verdicts, guard, codes(channels));
    return false;
  }

  private static String codes(Set<Channel> channels) {
    return channels.stream().map(Channel::code).collect(Collectors.joining(", "));
  }

  private static Decision stop(List<Verdict> verdicts, String guard, String reason) {
    verdicts.add(new Verdict(guard, Verdict.STOP, reason));
    return new Decision.Suppress(reason);
  }

  private static void pass(List<Verdict> verdicts, String guard, String reason) {
    verdicts.add(new Verdict(guard, Verdict.PASS, reason));
  }
}
