package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.Schemas;
import io.goodword.journeys.client.Topics.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Step 8: everybody reads what is theirs, and an outsider the reward events. */
final class BookSteps {

  private static final List<Long> ALICES_MOVES = List.of(100L, 100L, 600L, -150L);
  private static final Map<String, Integer> EVENTS =
      Map.of(
          "grant.made", 10,
          "grant.confirmed", 2,
          "grant.reversed", 4,
          "hold.opened", 4,
          "hold.posted", 2,
          "hold.voided", 2);

  private final Plot plot;
  private final Narrator narrator;

  BookSteps(Plot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Statement, funnel, trial balance, proof, and the public events. */
  void books() {
    narrator.step(8, "Everybody reads what is theirs");
    statement();
    funnel();
    trialBalance();
    events();
  }

  private void statement() {
    Reply read = plot.alice.statement("POINTS").must(200);
    narrator.call("alice", read, "her statement");
    long balance = 0;
    var moves = new ArrayList<Long>();
    for (JsonNode line : ascending(read.json().path("items"))) {
      long amount = line.path("amount").asLong();
      balance += amount;
      moves.add(amount);
      Expect.same("The balance after " + line, balance, line.path("balanceAfter").asLong());
      narrator.row(
          "%3d  %-24.24s %-12s %+6d %6d",
          line.path("sequence").asLong(),
          line.path("recordedAt").asText(),
          line.path("kind").asText(),
          amount,
          balance);
    }
    Expect.same("The moves on alice's account", ALICES_MOVES, moves);
    Expect.same("Alice's balance", 650L, plot.alice.balance("POINTS"));
  }

  private static List<JsonNode> ascending(JsonNode items) {
    var lines = new ArrayList<JsonNode>();
    items.forEach(lines::add);
    lines.sort(java.util.Comparator.comparingLong(line -> line.path("sequence").asLong()));
    return lines;
  }

  private void funnel() {
    Reply read = plot.mei.funnel(plot.campaign).must(200);
    JsonNode funnel = read.json();
    Expect.same("Links", 1L, funnel.path("links").asLong());
    Expect.same("Shares", 1L, funnel.path("shares").path("total").asLong());
    Expect.same("Raw clicks", 3L, funnel.path("clicks").path("raw").asLong());
    Expect.same("Registered friends", 2L, funnel.path("registered").asLong());
    Expect.same("Friends who paid", 2L, funnel.path("paid").asLong());
    Expect.same("Friends whose order was refunded", 2L, funnel.path("revoked").asLong());
    narrator.call(
        "mei",
        read,
        "links 1 > shares 1 > clicks 3 (2 people) > registered 2 > paid 2 > revoked "
            + funnel.path("revoked").asLong());
  }

  private void trialBalance() {
    Reply read = plot.fei.trialBalance().must(200);
    narrator.call("fei", read, "trial balance");
    for (JsonNode asset : read.json().path("assets")) {
      Expect.same("The sum of " + asset.path("asset").asText(), 0L, asset.path("sum").asLong(-1));
      if (Set.of("POINTS", plot.coupon).contains(asset.path("asset").asText())) {
        narrator.row(
            "%-20s debits %,10d  credits %,10d  sum %d",
            asset.path("asset").asText(),
            Math.abs(asset.path("debits").asLong()),
            Math.abs(asset.path("credits").asLong()),
            asset.path("sum").asLong());
      }
    }
    narrator.call("fei", plot.fei.liability().must(200), "what is owed to customers");
    JsonNode proof = plot.fei.mustBalance();
    narrator.tell(
        "fei",
        "GET /v1/ledger/proof: balanced, %d invariants hold over %,d journals and %,d entries"
            .formatted(
                proof.path("invariants").size(),
                proof.path("journals").asLong(),
                proof.path("entries").asLong()));
    Expect.same(
        "What the budget still holds", 0L, plot.fei.budget(plot.campaign, "POINTS", "held"));
    Expect.same(
        "What the budget has spent", 800L, plot.fei.budget(plot.campaign, "POINTS", "spent"));
  }

  private void events() {
    List<Entry> mine =
        Await.until(
            "the reward events of this run",
            Await.SOON,
            this::ours,
            found ->
                EVENTS.entrySet().stream().allMatch(e -> count(found, e.getKey()) >= e.getValue()));
    var schemas = new Schemas();
    var byType = new TreeMap<String, Integer>();
    var journals = new HashMap<String, Long>();
    for (Entry entry : mine) {
      String data = entry.data() == null ? "" : entry.data();
      schemas.mustFit(entry.type(), data);
      Expect.same("The key of an event", entry.header("ce_subject"), entry.key());
      byType.merge(entry.type(), 1, Integer::sum);
      if (entry.type().contains("entry.posted")) {
        JsonNode posted = Json.read(data.getBytes(StandardCharsets.UTF_8));
        journals.merge(
            posted.path("journalId").asText(), posted.path("amount").asLong(), Long::sum);
      }
    }
    EVENTS.forEach((type, told) -> Expect.same("Events " + type, told, count(mine, type)));
    journals.forEach((id, sum) -> Expect.same("The sum of journal " + id, 0L, sum));
    narrator.tell(
        "outsider",
        "reads %s from outside and checks each against its JSON Schema"
            .formatted(Plot.REWARD_TOPIC));
    byType.forEach((type, number) -> narrator.row("%-42s %3d  valid", type, number));
  }

  private static int count(List<Entry> entries, String happened) {
    return (int)
        entries.stream()
            .filter(entry -> entry.type().equals("io.goodword.reward." + happened + ".v1"))
            .count();
  }

  /** What was said since the beginning about our people, our campaign and our programme. */
  private List<Entry> ours() {
    List<String> names =
        List.of(
            plot.campaign,
            plot.programme,
            plot.alice.id(),
            plot.bob.id(),
            plot.carol.id(),
            plot.dave.id());
    List<Entry> all = plot.topics.since(plot.beginning, List.of(Plot.REWARD_TOPIC));
    List<String> journals =
        all.stream()
            .filter(entry -> mentions(entry, names))
            .map(entry -> Json.read(bytes(entry)).path("journalId").asText())
            .filter(id -> !id.isEmpty())
            .toList();
    return all.stream()
        .filter(entry -> mentions(entry, names) || mentions(entry, journals))
        .toList();
  }

  private static boolean mentions(Entry entry, List<String> names) {
    String data = entry.data() == null ? "" : entry.data();
    return names.stream().anyMatch(name -> data.contains("\"" + name + "\""));
  }

  private static byte[] bytes(Entry entry) {
    return (entry.data() == null ? "{}" : entry.data()).getBytes(StandardCharsets.UTF_8);
  }
}
