package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Golden vectors, made once by a third program that shares no line with either side. Java and the
 * published JavaScript must both come to them.
 */
@Tag("RWD-09")
class VectorsTest {

  private static final Path VECTORS = Path.of("src", "test", "resources", "draw", "vectors.json");

  private final JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile());

  VectorsTest() throws IOException {}

  @Test
  void shouldComputeEveryVectorWhenJavaDraws() {
    assertThat(vectors.path("cases").size()).isEqualTo(7);
    for (JsonNode vector : vectors.path("cases")) {
      JsonNode expected = vector.path("expected");
      List<Ticket> tickets = tickets(vector);
      var list = new TicketList(tickets);
      byte[] seed = Sha256.bytes(vector.path("seed").asText());
      String draw = vector.path("draw").asText();
      Drawing drawing = Drawing.of(Commitment.combined(seed, witness(vector)), list.hash(), draw);

      assertThat(Commitment.to(seed)).isEqualTo(expected.path("commitment").asText());
      assertThat(list.hash())
          .as(vector.path("name").asText())
          .isEqualTo(expected.path("ticketsHash").asText());
      assertThat(Sha256.hex(drawing.key())).isEqualTo(expected.path("key").asText());
      for (Ticket ticket : tickets) {
        assertThat(Sha256.hex(drawing.score(ticket)))
            .isEqualTo(expected.path("scores").path(ticket.id()).asText());
        assertThat(list.proof(ticket)).contains(proof(expected, ticket));
        assertThat(TicketList.proves(ticket, proof(expected, ticket), list.hash())).isTrue();
      }
      assertThat(
              drawing.winners(
                  tickets, quantities(vector), vector.path("onePrizePerPerson").asBoolean()))
          .extracting(
              win ->
                  "%d %d %s %s"
                      .formatted(
                          win.rank(), win.prize(), win.ticket().id(), Sha256.hex(win.score())))
          .isEqualTo(wins(expected.path("winners")));
    }
    for (JsonNode holder : vectors.path("holders")) {
      assertThat(
              Ticket.holder(
                  holder.path("salt").asText(),
                  holder.path("draw").asText(),
                  holder.path("customer").asText()))
          .isEqualTo(holder.path("holder").asText());
    }
  }

  @Test
  void shouldComputeEveryVectorWhenTheBrowserScriptDraws() throws IOException {
    JsonNode computed;
    try (var script = Script.functions()) {
      computed = script.call("vectors.js", vectors);
    }

    for (int i = 0; i < vectors.path("cases").size(); i++) {
      JsonNode expected = vectors.path("cases").path(i).path("expected");
      JsonNode found = computed.path("cases").path(i);
      for (String field : List.of("commitment", "ticketsHash", "key", "scores", "winners")) {
        assertThat(found.path(field)).as(field).isEqualTo(expected.path(field));
      }
      assertThat(found.path("proven").asBoolean()).isTrue();
    }
    List<String> holders = new ArrayList<>();
    vectors.path("holders").forEach(holder -> holders.add(holder.path("holder").asText()));
    assertThat(computed.path("holders")).extracting(JsonNode::asText).isEqualTo(holders);
  }

  private static List<Ticket> tickets(JsonNode vector) {
    var tickets = new ArrayList<Ticket>();
    vector
        .path("tickets")
        .forEach(
            ticket ->
                tickets.add(
                    Ticket.of(ticket.path("ticket").asText(), ticket.path("holder").asText())));
    return tickets;
  }

  private static byte @Nullable [] witness(JsonNode vector) {
    return vector.has("witnessSeed") ? Sha256.bytes(vector.path("witnessSeed").asText()) : null;
  }

  private static List<TicketList.Step> proof(JsonNode expected, Ticket ticket) {
    var steps = new ArrayList<TicketList.Step>();
    expected
        .path("proofs")
        .path(ticket.id())
        .forEach(
            step ->
                steps.add(
                    new TicketList.Step(step.path("side").asText(), step.path("hash").asText())));
    return steps;
  }

  private static List<Integer> quantities(JsonNode vector) {
    var quantities = new ArrayList<Integer>();
    vector.path("quantities").forEach(quantity -> quantities.add(quantity.asInt()));
    return quantities;
  }

  private static List<String> wins(JsonNode winners) {
    var wins = new ArrayList<String>();
    winners.forEach(
        win ->
            wins.add(
                "%d %d %s %s"
                    .formatted(
                        win.path("rank").asInt(),
                        win.path("prize").asInt(),
                        win.path("ticket").asText(),
                        win.path("score").asText())));
    return wins;
  }
}
