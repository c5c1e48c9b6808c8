package io.goodword.reward.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.contracts.EventContract;
import io.goodword.kit.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A poll is written as letters: p and q are paid and packed, taken in one set; s is sold, taken in
 * another; r is returned, taken alone; i concerns nobody; x is outside the contract; m is
 * malformed; b has data that do not fit; d was redriven.
 */
class RunTest {

  private static final String PAID = "io.goodword.shop.order.paid.v1";
  private static final String PACKED = "io.goodword.shop.order.packed.v1";
  private static final String SOLD = "io.goodword.shop.order.sold.v1";
  private static final String RETURNED = "io.goodword.shop.order.returned.v1";
  private static final String IGNORED = "io.goodword.shop.order.ignored.v1";
  private static final Map<Character, String> TYPES =
      Map.of('p', PAID, 'q', PACKED, 's', SOLD, 'r', RETURNED, 'i', IGNORED);

  private final List<String> told = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private SetReactions reactions;

  record Order(long amount) {}

  @BeforeEach
  void table() {
    reactions =
        SetReactions.of("shop.test", Set.of(PAID, PACKED, SOLD, RETURNED, IGNORED))
            .together(
                List.of(
                    new EventContract(PAID, Order.class), new EventContract(PACKED, Order.class)),
                type -> !type.equals(PACKED),
                set -> told.add("set of " + set.size()),
                (payload, event) -> told.add("one"))
            .together(SOLD, Order.class, set -> told.add("sold " + set))
            .alone(RETURNED, Order.class, one -> told.add("returned " + one));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "p, p",
    "ppp, ppp",
    "pqpq, pqpq",
    "ppss, pp ss",
    "pprpp, pp (r) pp",
    "rr, (r) (r)",
    "pipip, ppp",
    "i, ''",
    "ppmpp, pp (m) pp",
    "ppbpp, pp (b) pp",
    "ppxpp, pp (x) pp",
    "ppdpp, pp (d) pp",
    "pspiimrq, p s p (m) (r) q"
  })
  void shouldTakeNeighboursOfOneReactionTogether(String poll, String runs) {
    assertThat(runs(poll, type -> reactions.reactionTo(type) != null)).isEqualTo(runs);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"ppqpp, pp (q) pp", "qq, (q) (q)", "piqs, p (q) s", "rx, (r) (x)"})
  void shouldTakeAloneWhatMayNotBeTogetherNow(String poll, String runs) {
    assertThat(runs(poll, reactions::mayBeTogether)).isEqualTo(runs);
  }

  @Test
  void shouldKeepThePlacesOfThePoll() {
    List<Run> runs = Run.of(wires("pipr"), reactions, reactions::mayBeTogether);

    assertThat(runs.getFirst().pieces()).extracting(Run.Piece::place).containsExactly(0, 2);
    assertThat(runs.getLast().pieces()).extracting(Run.Piece::place).containsExactly(3);
  }

  @Test
  void shouldHandPayloadsToTheReactionOfASet() {
    Run run = Run.of(wires("ss"), reactions, reactions::mayBeTogether).getFirst();
    SetReactions.Reaction reaction = run.reaction();
    assertThat(reaction).isNotNull();

    reaction.effect().accept(run.pieces().stream().map(Run.Piece::arrival).toList());

    assertThat(told).containsExactly("sold [Order[amount=7], Order[amount=7]]");
  }

  @Test
  void shouldNotReadWhatIsNotTakenInSets() {
    Event returned = new Event("e", RETURNED, "order", 0, Instant.EPOCH, new byte[] {'{', '}'});
    assertThatThrownBy(() -> reactions.read(returned))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop.test");
  }

  private String runs(String poll, Predicate<String> together) {
    return Run.of(wires(poll), reactions, together).stream()
        .map(
            run ->
                run.pieces().stream()
                    .map(piece -> poll.substring(piece.place(), piece.place() + 1))
                    .collect(
                        Collectors.joining(
                            "",
                            run.reaction() == null ? "(" : "",
                            run.reaction() == null ? ")" : "")))
        .collect(Collectors.joining(" "));
  }

  private static List<ConsumerRecord<String, byte[]>> wires(String poll) {
    return poll.chars().mapToObj(letter -> wire((char) letter)).toList();
  }

  private static ConsumerRecord<String, byte[]> wire(char letter) {
    String data = letter == 'b' ? "{\"amount\": \"many\"}" : "{\"amount\": 7}";
    var wire =
        new ConsumerRecord<>("goodword.shop", 0, 0, "order", data.getBytes(StandardCharsets.UTF_8));
    header(wire, "ce_specversion", letter == 'm' ? "0.3" : "1.0");
    header(wire, "ce_id", "event");
    header(wire, "ce_type", letter == 'x' ? "io.goodword.shop.order.new.v9" : type(letter));
    header(wire, "ce_subject", "order");
    header(wire, "ce_time", "2026-11-25T04:00:00Z");
    if (letter == 'd') {
      header(wire, "goodword-only-for", "shop.test");
    }
    return wire;
  }

  private static String type(char letter) {
    return TYPES.getOrDefault(letter, PAID);
  }

  private static void header(ConsumerRecord<String, byte[]> wire, String name, String value) {
    wire.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
