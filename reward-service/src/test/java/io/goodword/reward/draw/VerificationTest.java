package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.kit.event.EventJson;
import io.goodword.reward.draw.Verification.Check;
import io.goodword.reward.draw.Verification.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Untouched evidence is proven; whatever byte of it is changed, both verifiers say so. */
@Tag("RWD-09")
class VerificationTest {

  private static final Path EVIDENCE = Path.of("src", "test", "resources", "draw", "evidence.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldProveEvidenceWhenNothingWasTouched() throws IOException {
    Evidence evidence = read(tree());

    List<Check> checks = Verification.of(evidence);

    assertThat(checks)
        .extracting(Check::name)
        .containsExactly("rules", "seed", "witness", "tickets", "winners");
    assertThat(checks).allMatch(check -> check.result() == Result.PASSED);
    assertThat(Verification.isProven(checks)).isTrue();
    assertThat(VerifyDraw.report(evidence, checks))
        .contains("commitment  " + evidence.commitment(), "winners     PASSED", "PROVEN: compare")
        .doesNotContain("NOT PROVEN");
  }

  @Test
  void shouldSayTheSameOnBothCommandLines() throws IOException {
    Evidence evidence = read(tree());

    Node.Output output = Node.verify(EVIDENCE);

    assertThat(output.text()).isEqualTo(VerifyDraw.report(evidence, Verification.of(evidence)));
    assertThat(output.code()).isZero();
  }

  @Test
  void shouldTellByTheExitCodeWhatTheFileProves(@TempDir Path folder) throws IOException {
    ObjectNode touched = tree();
    flip(ticket(touched, 2), "holder", 0);
    Path changed = Files.writeString(folder.resolve("changed.json"), touched.toString());
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"draw\"");

    assertThat(run("verify", EVIDENCE.toString())).startsWith("0 draw ").contains("\nPROVEN");
    assertThat(run("verify", changed.toString()))
        .startsWith("1 draw ")
        .contains("seed        PASSED", "tickets     FAILED", "winners     ", "NOT PROVEN");
    assertThat(run("verify", other.toString()))
        .isEqualTo("2 The file is not the evidence of a draw.\n");
    assertThat(run("verify", broken.toString())).startsWith("2 The file is not the evidence");
    assertThat(run("verify", folder.resolve("none.json").toString()))
        .startsWith("2 The file cannot be read: ");
    assertThat(run("verify")).startsWith("2 Say verify FILE");
    assertThat(run("prove", EVIDENCE.toString())).startsWith("2 Say verify FILE");
  }

  /** Exit code and what was printed. */
  private static String run(String... arguments) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = new VerifyDraw(stream, stream).run(arguments);
    return code + " " + bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldFailWhenAnythingWasTouched() throws IOException {
    Map<String, JsonNode> tampered = tampered();
    assertThat(tampered.size()).isGreaterThan(60);
    ArrayNode all = JSON.createArrayNode().addAll(tampered.values());

    tampered.forEach(
        (what, evidence) ->
            assertThat(Verification.of(read(evidence)))
                .as(what)
                .anyMatch(check -> check.result() == Result.FAILED));
    JsonNode found;
    try (var script = Script.functions()) {
      found = script.apply("all => all.map(draw.verify)", all);
    }
    int at = 0;
    for (Map.Entry<String, JsonNode> entry : tampered.entrySet()) {
      JsonNode said = found.path(at++);
      assertThat(said)
          .as(entry.getKey())
          .anyMatch(result -> result.isBoolean() && !result.asBoolean());
      List<Check> checks = Verification.of(read(entry.getValue()));
      // rules that are no longer what we write may be read by one side and not by the other
      for (Check check : entry.getKey().startsWith("rules at") ? checks.subList(0, 1) : checks) {
        assertThat(result(said.path(check.name())))
            .as("%s: %s", entry.getKey(), check.name())
            .isEqualTo(check.result());
      }
    }
  }

  private static Result result(JsonNode said) {
    return said.isNull() ? Result.OPEN : said.asBoolean() ? Result.PASSED : Result.FAILED;
  }

  @Test
  void shouldLeaveOpenWhatIsNotPublishedYet() throws IOException {
    ObjectNode announced = tree();
    announced.remove(List.of("seed", "ticketsHash", "witness"));
    announced.putArray("tickets");
    announced.putArray("winners");
    assertThat(Verification.of(read(announced)))
        .extracting(Check::result)
        .containsExactly(Result.PASSED, Result.OPEN, Result.OPEN, Result.OPEN, Result.OPEN);

    ObjectNode frozen = tree();
    frozen.remove("seed");
    frozen.withObject("witness").remove("seed");
    frozen.putArray("winners");
    List<Check> checks = Verification.of(read(frozen));
    assertThat(checks)
        .extracting(Check::result)
        .containsExactly(Result.PASSED, Result.OPEN, Result.OPEN, Result.PASSED, Result.OPEN);
    assertThat(Verification.isProven(checks)).isFalse();
    assertThat(VerifyDraw.report(read(frozen), checks)).endsWith("NOT PROVEN\n");
  }

  @Test
  void shouldDrawByTheServiceAloneWhenTheWitnessDidNotOpen() throws IOException {
    ObjectNode silent = tree();
    silent.withObject("witness").remove("seed");

    Map<String, Result> results = results(read(silent));

    // the recorded winners were drawn with the witness, so they no longer come out
    assertThat(results)
        .containsEntry("witness", Result.PASSED)
        .containsEntry("winners", Result.FAILED);
  }

  @Test
  void shouldProveNothingWhenTheFileIsSomethingElse() throws IOException {
    Evidence empty = EventJson.read("{}".getBytes(StandardCharsets.UTF_8), Evidence.class);

    assertThat(Verification.isProven(Verification.of(empty))).isFalse();
    assertThat(results(empty)).containsEntry("rules", Result.FAILED);
  }

  private static Map<String, Result> results(Evidence evidence) {
    var results = new LinkedHashMap<String, Result>();
    Verification.of(evidence).forEach(check -> results.put(check.name(), check.result()));
    return results;
  }

  /** Each way to touch the evidence that could change who wins, or hide that it was changed. */
  private static Map<String, JsonNode> tampered() throws IOException {
    var all = new LinkedHashMap<String, JsonNode>();
    for (String field : List.of("seed", "commitment", "ticketsHash", "rulesHash")) {
      for (int at : new int[] {0, 31, 63}) {
        with(all, field + " at " + at, tree -> flip(tree, field, at));
      }
      with(all, field + " too short", tree -> tree.put(field, "00"));
    }
    for (String field : List.of("seed", "commitment")) {
      with(all, "witness " + field, tree -> flip(tree.withObject("witness"), field, 5));
    }
    String rules = tree().path("rules").asText();
    for (int at = 0; at < rules.length(); at += 40) {
      int place = at;
      with(all, "rules at " + at, tree -> tree.put("rules", changed(rules, place)));
    }
    with(all, "more prizes, hash mended", VerificationTest::morePrizes);
    with(all, "another draw", tree -> tree.put("draw", "01980f2a-6c00-7a10-8f01-5a1d3c9b00d4"));
    with(all, "another format", tree -> tree.put("format", "goodword-draw-2"));
    with(all, "no versions", tree -> tree.putArray("versions"));
    int tickets = tree().path("tickets").size();
    for (int i = 0; i < tickets; i++) {
      int n = i;
      with(all, "holder of ticket " + i, tree -> flip(ticket(tree, n), "holder", 17));
      with(all, "id of ticket " + i, tree -> ticket(tree, n).put("ticket", (77 + n) + ".1"));
      with(all, "ticket " + i + " gone", tree -> tree.withArray("tickets").remove(n));
      with(
          all,
          "ticket " + i + " twice",
          tree -> tree.withArray("tickets").insert(n, ticket(tree, n)));
    }
    with(all, "a leading zero", tree -> ticket(tree, 0).put("ticket", "05.1"));
    with(all, "tickets swapped", VerificationTest::swap);
    with(all, "no tickets", tree -> tree.putArray("tickets"));
    int winners = tree().path("winners").size();
    for (int i = 0; i < winners; i++) {
      int n = i;
      with(all, "winner " + i + " gone", tree -> tree.withArray("winners").remove(n));
      with(all, "score " + i, tree -> flip(winner(tree, n), "score", 40));
      with(all, "prize " + i, tree -> winner(tree, n).put("prize", 3));
      with(all, "rank " + i, tree -> winner(tree, n).put("rank", 9));
      with(all, "winner " + i, tree -> winner(tree, n).put("ticket", "5.2"));
    }
    return all;
  }

  /** Whoever changes rules and mends their hash is caught by the winners that come out. */
  private static void morePrizes(ObjectNode tree) {
    String rules = tree.path("rules").asText().replace("\"quantity\":1", "\"quantity\":2");
    tree.put("rules", rules).put("rulesHash", Sha256.hex(rules));
    ((ObjectNode) tree.withArray("versions").get(0)).put("hash", Sha256.hex(rules));
  }

  private static void swap(ObjectNode tree) {
    ArrayNode tickets = tree.withArray("tickets");
    tickets.insert(0, tickets.remove(1));
  }

  private static ObjectNode ticket(ObjectNode tree, int n) {
    return (ObjectNode) tree.withArray("tickets").get(n);
  }

  private static ObjectNode winner(ObjectNode tree, int n) {
    return (ObjectNode) tree.withArray("winners").get(n);
  }

  private static void with(Map<String, JsonNode> all, String what, Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode tree = tree();
    change.accept(tree);
    assertThat(tree).as("%s changes nothing", what).isNotEqualTo(tree());
    all.put(what, tree);
  }

  private static void flip(ObjectNode object, String field, int at) {
    object.put(field, changed(object.path(field).asText(), at));
  }

  private static String changed(String text, int at) {
    char was = text.charAt(at);
    return text.substring(0, at) + (was == '0' ? '1' : '0') + text.substring(at + 1);
  }

  private static ObjectNode tree() throws IOException {
    return (ObjectNode) JSON.readTree(EVIDENCE.toFile());
  }

  private static Evidence read(JsonNode tree) {
    return EventJson.readOwn(tree.toString(), Evidence.class);
  }
}
