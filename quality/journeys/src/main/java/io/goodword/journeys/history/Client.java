package io.goodword.journeys.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import io.goodword.journeys.history.Step.Balance;
import io.goodword.journeys.history.Step.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One client with its own chance: asks for something, and writes down what it was told. */
final class Client {

  private static final int MOST_IN_BATCH = 4;

  private final Table table;
  private final Post post;
  private final Shared shared;
  private final Random random;
  private final URI base;

  Client(Table table, Post post, Shared shared, Random random, URI base) {
    this.table = table;
    this.post = post;
    this.shared = shared;
    this.random = random;
    this.base = base;
  }

  /** What one client asks for. */
  private record Wish(String name, Map<Account, Long> legs) {
    ObjectNode journal() {
      ArrayNode sides = Json.array();
      legs.forEach(
          (account, amount) ->
              sides.add(Json.object("account", Table.json(account), "amount", amount)));
      return Json.object("kind", "spend", "businessKey", name, "legs", sides);
    }
  }

  /** Asks for one thing. */
  void act() {
    int chance = random.nextInt(100);
    if (chance < 30) {
      spend(wish());
    } else if (chance < 45) {
      batch();
    } else if (chance < 65) {
      open();
    } else if (chance < 90) {
      settle();
    } else if (chance < 96) {
      reverse();
    } else {
      // the same thing under another key, as after a crash of the caller
      shared.aSpend(random).ifPresent(done -> spend(new Wish(done.name(), done.legs())));
    }
  }

  private Wish wish() {
    Map<Account, Long> legs = new LinkedHashMap<>();
    long all = 0;
    for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
      long amount = 1 + random.nextInt(30);
      if (legs.putIfAbsent(any(table.customers), -amount) == null) {
        all += amount;
      }
    }
    legs.put(any(table.places), all);
    return new Wish(World.fresh("spend"), legs);
  }

  private void spend(Wish wish) {
    Told told = ask("/v1/journals", wish.journal(), false);
    keep(step(told, Kind.SPEND, wish.name(), wish.legs(), 0, told.reply().json()));
  }

  private void batch() {
    boolean atomic = random.nextInt(3) == 0;
    var wishes = new ArrayList<Wish>();
    ArrayNode items = Json.array();
    for (int i = 2 + random.nextInt(MOST_IN_BATCH - 1); i > 0; i--) {
      wishes.add(wish());
      items.add(wishes.getLast().journal());
    }
    Told told =
        ask(
            "/v1/journals/batch",
            Json.object("mode", atomic ? "atomic" : "per-item", "items", items),
            false);
    if (told.reply().status() >= 300) {
      Map<Account, Long> all = new HashMap<>();
      wishes.forEach(wish -> wish.legs().forEach((who, n) -> all.merge(who, n, Long::sum)));
      keep(step(told, Kind.SPEND, World.fresh("batch"), all, 0, told.reply().json()));
      return;
    }
    JsonNode results = told.reply().json().path("results");
    for (int i = 0; i < wishes.size(); i++) {
      JsonNode result = results.path(i);
      JsonNode answer = result.has("receipt") ? result.path("receipt") : result;
      keep(step(told, Kind.SPEND, wishes.get(i).name(), wishes.get(i).legs(), 0, answer));
    }
  }

  private void open() {
    boolean earning = random.nextInt(3) > 0;
    Account payer = earning ? table.budget : any(table.customers);
    Account payee =
        earning || random.nextBoolean() ? other(table.customers, payer) : any(table.places);
    long amount = 1 + random.nextInt(earning ? 60 : 30);
    String name = World.fresh("hold");
    Told told =
        ask(
            "/v1/holds",
            Json.object(
                "businessKey",
                name,
                "amount",
                amount,
                "account",
                Table.json(payer),
                "counter",
                Table.json(payee)),
            false);
    Step step =
        step(told, Kind.OPEN, name, Map.of(payer, -amount, payee, amount), 0, told.reply().json());
    keep(step);
    shared.opened(step);
  }

  private void settle() {
    shared
        .aHold(random)
        .ifPresent(
            hold -> {
              long amount = hold.legs().values().stream().filter(n -> n > 0).findFirst().orElse(1L);
              boolean posts = random.nextInt(3) > 0;
              long part = posts && random.nextBoolean() ? 1 + random.nextLong(amount) : 0;
              String path = "/v1/holds/" + hold.hold() + (posts ? "/post" : "/void");
              Told told = ask(path, part == 0 ? Json.object() : Json.object("amount", part), false);
              Kind kind = posts ? Kind.POST : Kind.VOID;
              keep(step(told, kind, hold.hold(), Map.of(), part, told.reply().json()));
            });
  }

  private void reverse() {
    shared
        .aSpend(random)
        .ifPresent(
            spent -> {
              String path = "/v1/journals/" + spent.journal() + "/reverse";
              Told told = ask(path, Json.object(), true);
              keep(step(told, Kind.REVERSE, spent.journal(), Map.of(), 0, told.reply().json()));
            });
  }

  private Told ask(String path, Object body, boolean asFinance) {
    return post.ask(() -> Call.post(base, path, body), asFinance);
  }

  /** An answer and when it was asked for and came. */
  record Told(Reply reply, long begun, long ended) {}

  private void keep(Step step) {
    shared.keep(step);
  }

  private static Step step(
      Told told, Kind kind, String name, Map<Account, Long> legs, long part, JsonNode answer) {
    var balances = new ArrayList<Balance>();
    for (JsonNode one : answer.path("balances")) {
      JsonNode account = one.path("account");
      balances.add(
          new Balance(
              new Account(account.path("class").asText(), account.path("owner").asText()),
              one.path("posted").asLong(),
              one.path("held").asLong(),
              one.path("seq").asLong()));
    }
    return new Step(
        kind,
        name,
        legs,
        part,
        told.begun(),
        told.ended(),
        answer.path("code").asText(""),
        kind == Kind.VOID ? "" : text(answer, "journalId"),
        kind == Kind.REVERSE || kind == Kind.SPEND ? "" : text(answer, "holdId"),
        List.copyOf(balances));
  }

  private static String text(JsonNode answer, String field) {
    return answer.path(field).isTextual() ? answer.path(field).asText() : "";
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Account other(List<Account> of, Account than) {
    Account found = any(of);
    while (found.equals(than)) {
      found = any(of);
    }
    return found;
  }
}
