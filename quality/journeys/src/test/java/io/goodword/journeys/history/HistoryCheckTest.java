package io.goodword.journeys.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.journeys.history.Evidence.Ends;
import io.goodword.journeys.history.Evidence.Entry;
import io.goodword.journeys.history.Step.Balance;
import io.goodword.journeys.history.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check itself: it passes what a right ledger did, and finds each planted fault. */
class HistoryCheckTest {

  private static final Account ALICE = new Account("customer", "alice");
  private static final Account BOB = new Account("customer", "bob");
  private static final Account SHOP = new Account("redemption", "shop");
  private static final Account BUDGET = new Account("budget", "campaign");

  private final Map<Account, List<Entry>> entries = new LinkedHashMap<>();
  private final Map<Account, Long> posted = new HashMap<>();
  private final Map<Account, Long> held = new HashMap<>();
  private final Map<String, String> holds = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private long clock;

  @Test
  void shouldFindNothingInARightHistory() {
    assertThat(HistoryCheck.violations(rightHistory())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Planted.class)
  void shouldFindAPlantedFault(Planted fault) {
    assertThat(fault.isFoundIn(rightHistory())).isTrue();
  }

  @Test
  void shouldNameWhatWasLostAndWhatNobodyWasToldOf() {
    Evidence right = rightHistory();

    assertThat(HistoryCheck.violations(Planted.LOST_WRITE.in(right)))
        .singleElement()
        .asString()
        .startsWith("acknowledged and lost: SPEND order-1");
    assertThat(HistoryCheck.violations(Planted.DOUBLE_EFFECT.in(right)))
        .singleElement()
        .asString()
        .startsWith("there is a journal that nobody was told of");
    assertThat(HistoryCheck.violations(Planted.TWO_OUTCOMES_OF_A_HOLD.in(right)))
        .singleElement()
        .asString()
        .startsWith("two outcomes: POST h1");
  }

  @Test
  void shouldFindTheOrderOfStepsThatOnlyHold() {
    open("h1", ALICE, SHOP, 10);
    open("h2", ALICE, SHOP, 20);
    settle(Kind.VOID, "h1", 0);
    // all of them were under way at once, so that only what was held tells their order
    List<Step> together = steps.reversed().stream().map(step -> step.within(0, 100)).toList();

    assertThat(HistoryCheck.violations(evidence(together))).isEmpty();
  }

  @Test
  void shouldFindTwoHoldsThatSawTheSameBalance() {
    open("h1", ALICE, SHOP, 10);
    open("h2", ALICE, SHOP, 20);
    Step second = steps.removeLast();
    Step blind =
        new Step(
            Kind.OPEN,
            second.name(),
            second.legs(),
            0,
            second.begun(),
            second.ended(),
            "",
            "",
            "h2",
            List.of(new Balance(ALICE, 100, 20, 1)));
    steps.add(blind);

    assertThat(HistoryCheck.violations(evidence(steps)))
        .singleElement()
        .asString()
        .contains("cannot have come about");
  }

  @Test
  void shouldTakeARefusalForTrueOnlyWhileThereWasLess() {
    spend("order-1", Map.of(ALICE, -80L, SHOP, 80L));
    refuse("order-2", Map.of(ALICE, -30L, SHOP, 30L), "insufficient-balance");
    assertThat(HistoryCheck.violations(evidence(steps))).isEmpty();

    refuse("order-3", Map.of(ALICE, -20L, SHOP, 20L), "insufficient-balance");
    assertThat(HistoryCheck.violations(evidence(steps)))
        .singleElement()
        .asString()
        .startsWith("refused without a reason: SPEND order-3");
  }

  @Test
  void shouldFindARefusalThatNamesAnotherOutcome() {
    open("h1", ALICE, SHOP, 10);
    settle(Kind.POST, "h1", 0);
    steps.add(step(Kind.VOID, "h1", Map.of(), 0, "hold-already-posted", "", "h1", List.of()));
    assertThat(HistoryCheck.violations(evidence(steps))).isEmpty();

    steps.add(step(Kind.VOID, "h1", Map.of(), 0, "hold-already-voided", "", "h1", List.of()));
    assertThat(HistoryCheck.violations(evidence(steps))).hasSize(1);
  }

  /** A little of everything, as a ledger does that takes one step after the other. */
  private Evidence rightHistory() {
    open("h1", BUDGET, BOB, 50);
    spend("order-1", Map.of(ALICE, -30L, SHOP, 30L));
    settle(Kind.POST, "h1", 40);
    open("h2", ALICE, BOB, 20);
    spend("order-2", Map.of(ALICE, -5L, BOB, -5L, SHOP, 10L));
    refuse("order-3", Map.of(ALICE, -60L, SHOP, 60L), "insufficient-balance");
    settle(Kind.VOID, "h2", 0);
    reverse("order-1");
    steps.add(step(Kind.REVERSE, "j-order-1", Map.of(), 0, "already-reversed", "", "", List.of()));
    open("h3", ALICE, SHOP, 60);
    return evidence(steps);
  }

  private Evidence evidence(List<Step> told) {
    for (Account account : List.of(ALICE, BUDGET)) {
      start(account);
    }
    Map<Account, Ends> ends = new HashMap<>();
    entries.forEach(
        (account, list) ->
            ends.put(
                account,
                new Ends(
                    posted.getOrDefault(account, 0L),
                    held.getOrDefault(account, 0L),
                    list.size())));
    return new Evidence(
        List.copyOf(told), entries, Map.of(ALICE, 1, BUDGET, 1), ends, Map.copyOf(holds));
  }

  /** Alice and the budget have 100 from before. */
  private List<Entry> start(Account account) {
    return entries.computeIfAbsent(
        account,
        any -> {
          List<Entry> list = new ArrayList<>();
          if (account.equals(ALICE) || account.equals(BUDGET)) {
            list.add(new Entry(1, "opening-" + account.owner(), 100, 100));
            posted.put(account, 100L);
          }
          return list;
        });
  }

  private void spend(String order, Map<Account, Long> legs) {
    journal(Kind.SPEND, order, legs, 0, legs, "j-" + order, "");
  }

  private void reverse(String order) {
    Step spent = steps.stream().filter(one -> one.name().equals(order)).findFirst().orElseThrow();
    Map<Account, Long> back = new HashMap<>();
    spent.legs().forEach((account, amount) -> back.put(account, -amount));
    journal(Kind.REVERSE, spent.journal(), Map.of(), 0, back, "back-" + order, "");
  }

  private void open(String hold, Account payer, Account payee, long amount) {
    start(payer);
    start(payee);
    held.merge(payer, amount, Long::sum);
    holds.put(hold, "OPEN");
    Map<Account, Long> legs = Map.of(payer, -amount, payee, amount);
    steps.add(
        step(
            Kind.OPEN,
            "key-" + hold,
            legs,
            0,
            "",
            "",
            hold,
            List.of(balance(payer), balance(payee))));
  }

  private void settle(Kind kind, String hold, long part) {
    Step open = steps.stream().filter(one -> one.hold().equals(hold)).findFirst().orElseThrow();
    Account payer = open.payers().getFirst();
    long all = -open.legs().getOrDefault(payer, 0L);
    held.merge(payer, -all, Long::sum);
    holds.put(hold, kind == Kind.POST ? "POSTED" : "VOIDED");
    if (kind == Kind.VOID) {
      steps.add(step(kind, hold, Map.of(), 0, "", "", hold, List.of(balance(payer))));
      return;
    }
    long moved = part == 0 ? all : part;
    Map<Account, Long> legs = new HashMap<>();
    open.legs().forEach((account, amount) -> legs.put(account, amount < 0 ? -moved : moved));
    journal(kind, hold, Map.of(), part, legs, "j-" + hold, hold);
  }

  private void refuse(String order, Map<Account, Long> legs, String code) {
    steps.add(step(Kind.SPEND, order, legs, 0, code, "", "", List.of()));
  }

  private void journal(
      Kind kind,
      String name,
      Map<Account, Long> asked,
      long part,
      Map<Account, Long> moves,
      String journal,
      String hold) {
    List<Balance> balances = new ArrayList<>();
    moves.forEach(
        (account, amount) -> {
          List<Entry> list = start(account);
          long after = posted.merge(account, amount, Long::sum);
          list.add(new Entry(list.size() + 1L, journal, amount, after));
          balances.add(balance(account));
        });
    steps.add(step(kind, name, asked, part, "", journal, hold, balances));
  }

  private Balance balance(Account account) {
    return new Balance(
        account,
        posted.getOrDefault(account, 0L),
        held.getOrDefault(account, 0L),
        start(account).size());
  }

  private Step step(
      Kind kind,
      String name,
      Map<Account, Long> legs,
      long part,
      String code,
      String journal,
      String hold,
      List<Balance> balances) {
    clock += 10;
    return new Step(kind, name, legs, part, clock, clock + 5, code, journal, hold, balances);
  }
}
