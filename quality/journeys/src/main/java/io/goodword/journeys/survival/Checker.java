package io.goodword.journeys.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Letters.Letter;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.survival.Journal.Friend;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what was acknowledged with what is there. */
final class Checker {

  private static final long INITIAL_BUDGET = Survival.BUDGET;

  /** Friends looked at in one round while events are on their way: who asks for all slows them. */
  private static final int A_FEW = 50;

  private final Stage stage;
  private final World world;
  private final Journal journal;
  private final Vitals vitals;

  Checker(Stage stage, Journal journal, Vitals vitals) {
    this.stage = stage;
    this.world = stage.world();
    this.journal = journal;
    this.vitals = vitals;
  }

  /**
   * What may still be on its way: an empty list means that all events were told and read and that
   * all effects have arrived.
   *
   * @param settled friends who need no further look, added to
   * @return some of what is missing, as sentences
   */
  List<String> missing(Set<String> settled) {
    var missing = new ArrayList<String>(outboxes());
    missing.addAll(groups());
    var open = new ArrayList<>(journal.friends());
    open.removeIf(friend -> settled.contains(friend.id()));
    Collections.shuffle(open);
    for (Friend friend : missing.isEmpty() ? open : open.subList(0, Math.min(A_FEW, open.size()))) {
      List<String> wrong = judge(friend);
      if (wrong.isEmpty()) {
        settled.add(friend.id());
      }
      missing.addAll(wrong);
    }
    return missing;
  }

  Verdict verdict(boolean healed, List<String> late) {
    var verdict = new Verdict();
    List<Friend> friends = journal.friends();
    verdict.promise("answers that were wrong", journal.requests(), journal.wrongAnswers());
    verdict.tell("requests without an answer, sent again", journal.unknown(), List.of());
    verdict.tell("requests given up", journal.abandoned(), List.of());
    verdict.promise("healed in time", 1, healed ? List.of() : late);
    verdict.promise(
        "acknowledged facts with exactly one effect each (referral, grants)",
        friends.size(),
        friends.stream().flatMap(friend -> judge(friend).stream()).toList());
    verdict.promise("fundings present once", journal.fundings(), budget());
    verdict.promise("advocate's balance is the sum of the rewards", 1, advocate());
    verdict.promise("ledger proof: every invariant holds", 1, proof());
    verdict.promise("outboxes empty", 4, outboxes());
    letters(verdict, friends.stream().filter(Friend::consents).filter(Friend::registered).toList());
    return verdict;
  }

  private List<String> judge(Friend friend) {
    var wrong = new ArrayList<String>();
    if (!friend.registered()) {
      return wrong;
    }
    JsonNode grants =
        read(Finance.NAME, world.addresses().reward(), "/v1/customers/" + friend.id() + "/grants");
    one(wrong, friend, grants, "registered", Stage.FRIEND_REGISTERED, Stage.FRIEND_REGISTERED);
    if (friend.paid()) {
      long remaining = friend.refunded() ? 0 : Stage.FRIEND_PAID;
      one(wrong, friend, grants, "first-paid-order", Stage.FRIEND_PAID, remaining);
    }
    JsonNode referrals =
        read(Marketer.NAME, world.addresses().referral(), "/v1/referrals?friendId=" + friend.id());
    if (referrals.size() != 1) {
      wrong.add(friend.id() + " has " + referrals.size() + " referrals");
    }
    return wrong;
  }

  private static void one(
      List<String> wrong,
      Friend friend,
      JsonNode grants,
      String occasion,
      long amount,
      long remaining) {
    var found = new ArrayList<JsonNode>();
    grants.forEach(
        grant -> {
          if (grant.path("occasion").asText().equals(occasion)) {
            found.add(grant);
          }
        });
    if (found.size() != 1) {
      wrong.add("%s has %d grants for %s".formatted(friend.id(), found.size(), occasion));
      return;
    }
    JsonNode grant = found.getFirst();
    boolean held = grant.path("state").asText().equals("held");
    if (held
        || grant.path("amount").asLong() != amount
        || grant.path("remaining").asLong() != remaining) {
      wrong.add(
          "%s: %s should have %d left: %s".formatted(friend.id(), occasion, remaining, grant));
    }
  }

  private List<String> budget() {
    long wanted = INITIAL_BUDGET + journal.funds();
    long found = new Finance(world).budget(stage.campaign(), "POINTS", "funded");
    // one that was given up may have taken effect all the same
    return found == wanted || (journal.abandoned() > 0 && found > wanted)
        ? List.of()
        : List.of("funded is %d, acknowledged were %d".formatted(found, wanted));
  }

  private List<String> advocate() {
    long wanted = 0;
    for (Friend friend : journal.friends()) {
      wanted += friend.registered() ? Stage.ADVOCATE_REGISTERED : 0;
      wanted += friend.paid() && !friend.refunded() ? Stage.ADVOCATE_PAID : 0;
    }
    long found = stage.advocate().balance("POINTS");
    return found == wanted || journal.abandoned() > 0
        ? List.of()
        : List.of("the balance is %d, it should be %d".formatted(found, wanted));
  }

  private List<String> proof() {
    try {
      new Finance(world).mustBalance();
      return List.of();
    } catch (StoryBroken broken) {
      return List.of(String.valueOf(broken.getMessage()));
    }
  }

  private List<String> outboxes() {
    return positive(vitals.untold(), " has %d events in its outbox");
  }

  private List<String> groups() {
    return vitals
        .behind()
        .map(behind -> positive(behind, " has %d events to read"))
        .orElse(List.of("Kafka does not answer"));
  }

  private static List<String> positive(Map<String, Long> numbers, String words) {
    return numbers.entrySet().stream()
        .filter(number -> number.getValue() > 0)
        .map(number -> number.getKey() + words.formatted(number.getValue()))
        .toList();
  }

  private void letters(Verdict verdict, List<Friend> friends) {
    var twice = new ArrayList<String>();
    var missing = new ArrayList<String>();
    long seen = 0;
    for (Friend friend : friends) {
      List<Letter> letters = new Letters(world).to(friend.email());
      seen += letters.size();
      letters.stream()
          .collect(Collectors.groupingBy(Letter::words, Collectors.counting()))
          .forEach(
              (words, count) -> {
                if (count > 1) {
                  twice.add(count + " times to " + friend.email() + ": " + words);
                }
              });
      JsonNode messages =
          read("su", world.addresses().notification(), "/v1/messages?customerId=" + friend.id());
      messages.forEach(
          message -> {
            String state = message.path("state").asText().toLowerCase(java.util.Locale.ROOT);
            if (!state.equals("sent") && !state.equals("delivered")) {
              missing.add(
                  "%s of %s is %s"
                      .formatted(message.path("template").asText(), friend.id(), state));
            }
          });
    }
    verdict.promise("messages at the sink, each once", seen, twice);
    verdict.tell("messages whose fate the service calls unknown or open", seen, missing);
  }

  private JsonNode read(String user, URI base, String path) {
    return world.get(user, base, path).must(200).json().path("items");
  }
}
