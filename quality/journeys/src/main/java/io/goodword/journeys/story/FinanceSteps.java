package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Step 16: a member's statement, the files of finance, and the proof that they agree. */
final class FinanceSteps {

  private static final List<Long> GRACES_MOVES =
      List.of(500L, -200L, -300L, 150L, 1_200L, 50L, 500L);
  private static final Map<String, Long> ROLL_FORWARD =
      Map.of(
          "opening", 0L,
          "issued", 2_200L,
          "redeemed", 200L,
          "expired", 150L,
          "reversed", 500L,
          "adjusted", 550L,
          "other", 0L,
          "closing", 1_900L);
  private static final Map<String, String> COLUMNS =
      Map.of(
          "customer", "outstanding",
          "debt", "debt",
          "budget", "budget",
          "redemption", "redeemed",
          "breakage", "breakage",
          "issuance", "issuance");

  private final ClubPlot plot;
  private final Narrator narrator;

  FinanceSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Statement, general ledger, liability, roll-forward, proof. */
  void finance() {
    narrator.step(16, "Finance takes its files, and they agree with the books");
    statement();
    Map<String, Long> books = trialBalance();
    generalLedger(books);
    liability(books);
    rollForward();
    proof();
  }

  private void statement() {
    Reply read = plot.grace.statement(plot.points).must(200);
    narrator.call("grace", read, "her statement");
    var moves = new ArrayList<Long>();
    for (JsonNode line : read.json().path("items")) {
      moves.add(line.path("amount").asLong());
      narrator.row(
          "%3d  %-24.24s %-12s %+6d %6d",
          line.path("sequence").asLong(),
          line.path("recordedAt").asText(),
          line.path("kind").asText(),
          line.path("amount").asLong(),
          line.path("balanceAfter").asLong());
    }
    Expect.same("The moves on grace's account", GRACES_MOVES, moves);
    Expect.same("Her closing balance", 1_900L, read.json().path("closingBalance").asLong());
  }

  /** What each class of accounts has, by the trial balance. */
  private Map<String, Long> trialBalance() {
    Reply read = plot.fei.trialBalance().must(200);
    JsonNode asset =
        Json.find(read.json().path("assets"), Map.of("asset", plot.points)).orElseThrow();
    Expect.same("The sum of the trial balance", 0L, asset.path("sum").asLong(-1));
    var books = new TreeMap<String, Long>();
    for (JsonNode part : asset.path("byClass")) {
      books.put(part.path("class").asText(), part.path("balance").asLong());
    }
    narrator.call("fei", read, "trial balance of the club's points");
    books.forEach((name, balance) -> narrator.row("%-12s %,10d", name, balance));
    return books;
  }

  private void generalLedger(Map<String, Long> books) {
    Reply file = plot.fei.export("general-ledger.csv?from=" + plot.begun).must(200);
    List<Map<String, String>> lines =
        Sheet.read(file).where(line -> plot.points.equals(line.get("asset")));
    long debit = sum(lines, "debit");
    long credit = sum(lines, "credit");
    var byClass = new TreeMap<String, Long>();
    var byJournal = new TreeMap<String, Long>();
    for (Map<String, String> line : lines) {
      long amount = Sheet.number(line, "credit") - Sheet.number(line, "debit");
      byClass.merge(line.get("class"), amount, Long::sum);
      byJournal.merge(line.get("journal_id"), amount, Long::sum);
    }
    Expect.same("Credit less debit of the general ledger", 0L, credit - debit);
    byJournal.forEach((journal, sum) -> Expect.same("The sum of " + journal, 0L, sum));
    books.forEach(
        (name, balance) ->
            Expect.same(
                "Class " + name + " of the general ledger",
                balance,
                byClass.getOrDefault(name, 0L)));
    narrator.call(
        "fei",
        file,
        "%d lines of %d journals, debit %,d = credit %,d"
            .formatted(lines.size(), byJournal.size(), debit, credit));
  }

  private void liability(Map<String, Long> books) {
    Reply file = plot.fei.export("liability.csv").must(200);
    Map<String, String> total =
        Sheet.read(file)
            .where(
                line -> plot.points.equals(line.get("asset")) && "total".equals(line.get("scope")))
            .getFirst();
    COLUMNS.forEach(
        (name, column) ->
            Expect.same(
                "'" + column + "' of the liability",
                books.getOrDefault(name, 0L),
                Sheet.number(total, column)));
    narrator.call(
        "fei",
        file,
        "%,d outstanding, %,d redeemed, %,d expired: as in the trial balance"
            .formatted(
                Sheet.number(total, "outstanding"),
                Sheet.number(total, "redeemed"),
                Sheet.number(total, "breakage")));
  }

  private void rollForward() {
    Reply file = plot.fei.export("roll-forward.csv?from=" + plot.begun).must(200);
    Map<String, String> line =
        Sheet.read(file).where(row -> plot.points.equals(row.get("asset"))).getFirst();
    ROLL_FORWARD.forEach(
        (column, told) ->
            Expect.same("'" + column + "' of the roll-forward", told, Sheet.number(line, column)));
    narrator.call("fei", file, "issued - redeemed - expired - reversed + adjusted = closing");
    narrator.row("0 + 2,200 - 200 - 150 - 500 + 550 = %,d", Sheet.number(line, "closing"));
    narrator.tell("fei", "recomputes the SHA-256 at the end of each file: the same");
  }

  private void proof() {
    Reply proof = plot.an.proof().must(200);
    JsonNode found = proof.json();
    Expect.same("'balanced' of the proof", true, found.path("balanced").asBoolean());
    plot.fei.mustBalance();
    narrator.call(
        "an",
        proof,
        "%d invariants hold over %,d journals and %,d entries"
            .formatted(
                found.path("invariants").size(),
                found.path("journals").asLong(),
                found.path("entries").asLong()));
    Reply chain = plot.an.verify().must(200);
    Expect.same("'verifies' of the hash chain", true, chain.json().path("verifies").asBoolean());
    Expect.same("Changed rows", 0L, chain.json().path("found").asLong(-1));
    narrator.call(
        "an",
        chain,
        "%,d sealed journals recomputed, none was changed"
            .formatted(chain.json().path("journals").asLong()));
  }

  private static long sum(List<Map<String, String>> lines, String column) {
    return lines.stream().mapToLong(line -> Sheet.number(line, column)).sum();
  }
}
