package io.goodword.journeys.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import io.goodword.journeys.history.Evidence.Ends;
import io.goodword.journeys.history.Evidence.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The few accounts that all clients want: customers, places where they spend, one budget. */
final class Table {

  private static final int CUSTOMERS = 6;
  private static final int PLACES = 2;
  private static final long BUDGET = 1_000_000;
  private static final long PURSE = 500;
  private static final int PAGE = 200;

  final List<Account> customers;
  final List<Account> places;
  final Account budget;

  private final World world;
  private final Map<Account, Integer> opening = new HashMap<>();

  private Table(World world) {
    this.world = world;
    this.customers =
        IntStream.range(0, CUSTOMERS)
            .mapToObj(i -> new Account("customer", world.customer("c" + i)))
            .toList();
    this.places =
        IntStream.range(0, PLACES)
            .mapToObj(i -> new Account("redemption", world.id("place-" + i)))
            .toList();
    this.budget = new Account("budget", world.id("budget"));
  }

  /** Funds the budget and gives each customer something. */
  static Table laid(World world) {
    var table = new Table(world);
    new Finance(world).fund(table.budget.owner(), "POINTS", BUDGET, World.fresh("fund")).must(201);
    for (Account customer : table.customers) {
      Call open =
          Call.post(world.addresses().reward(), "/v1/holds", table.hold(customer))
              .key(World.fresh("open"));
      String hold = world.send(Finance.NAME, open).must(201).json().path("holdId").asText();
      Call post =
          Call.post(world.addresses().reward(), "/v1/holds/" + hold + "/post", Json.object())
              .key(World.fresh("post"));
      world.send(Finance.NAME, post).must(200);
    }
    table.accounts().forEach(account -> table.opening.put(account, table.entries(account).size()));
    return table;
  }

  private Object hold(Account customer) {
    return Json.object(
        "businessKey", World.fresh("purse"),
        "amount", PURSE,
        "account", json(budget),
        "counter", json(customer));
  }

  /** An account as requests name it. */
  static Object json(Account account) {
    return Json.object("class", account.kind(), "owner", account.owner(), "asset", "POINTS");
  }

  /** The books after a run, with what the clients were told. */
  Evidence evidence(List<Step> steps) {
    Map<Account, List<Entry>> entries = new HashMap<>();
    Map<Account, Ends> ends = new HashMap<>();
    for (Account account : accounts()) {
      entries.put(account, entries(account));
      JsonNode now = read(account, "/balance?asset=POINTS");
      // a place where nobody has spent yet has no account
      ends.put(
          account,
          new Ends(
              now.path("posted").asLong(), now.path("held").asLong(), now.path("seq").asLong()));
    }
    Map<String, String> holds = new HashMap<>();
    steps.stream()
        .filter(step -> step.kind() == Step.Kind.OPEN && step.done())
        .forEach(step -> holds.put(step.hold(), state(step.hold())));
    return new Evidence(steps, entries, Map.copyOf(opening), ends, holds);
  }

  private String state(String hold) {
    return world
        .get(Finance.NAME, world.addresses().reward(), "/v1/holds/" + hold)
        .must(200)
        .json()
        .path("state")
        .asText();
  }

  private List<Account> accounts() {
    return Stream.of(customers, places, List.of(budget)).flatMap(List::stream).toList();
  }

  private List<Entry> entries(Account account) {
    var entries = new ArrayList<Entry>();
    String after = "";
    do {
      JsonNode page = read(account, "/entries?asset=POINTS&limit=" + PAGE + after);
      for (JsonNode item : page.path("items")) {
        entries.add(
            new Entry(
                item.path("seq").asLong(),
                item.path("journalId").asText(),
                item.path("amount").asLong(),
                item.path("balanceAfter").asLong()));
      }
      String next = page.path("next").asText("");
      after = next.isEmpty() || next.equals("null") ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return entries;
  }

  private JsonNode read(Account account, String what) {
    String path = "/v1/accounts/" + account.kind() + "/" + account.owner() + what;
    return world.get(Finance.NAME, world.addresses().reward(), path).must(200, 404).json();
  }
}
