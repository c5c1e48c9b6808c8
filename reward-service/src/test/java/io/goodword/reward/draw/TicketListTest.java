package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.reward.draw.TicketList.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("RWD-09")
class TicketListTest {

  @Property(tries = 100)
  void shouldProveEveryTicketWithAFewHashes(@ForAll @IntRange(min = 1, max = 130) int size) {
    var list = new TicketList(tickets(size));

    for (Ticket ticket : list.tickets()) {
      List<Step> proof = list.proof(ticket).orElseThrow();
      assertThat(proof.size()).isLessThanOrEqualTo(32 - Integer.numberOfLeadingZeros(size - 1));
      assertThat(TicketList.proves(ticket, proof, list.hash())).isTrue();
      assertThat(
              TicketList.proves(
                  new Ticket(ticket.account(), ticket.number(), "x"), proof, list.hash()))
          .isFalse();
    }
  }

  @Property(tries = 100)
  void shouldHaveOneHashWhateverTheOrder(
      @ForAll @IntRange(min = 0, max = 60) int size, @ForAll long shuffle) {
    List<Ticket> shuffled = new ArrayList<>(tickets(size));
    Collections.shuffle(shuffled, new Random(shuffle));

    assertThat(new TicketList(shuffled).hash()).isEqualTo(new TicketList(tickets(size)).hash());
    assertThat(new TicketList(shuffled).tickets()).isEqualTo(tickets(size));
  }

  @Property(tries = 100)
  void shouldHaveAnotherHashWhenOneTicketDiffers(
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(min = 0, max = 39) int pick) {
    int at = pick % size;
    List<Ticket> changed = new ArrayList<>(tickets(size));
    Ticket ticket = changed.get(at);
    String hash = new TicketList(tickets(size)).hash();

    changed.set(at, new Ticket(ticket.account(), ticket.number(), ticket.holder() + "x"));
    assertThat(new TicketList(changed).hash()).isNotEqualTo(hash);
    changed.remove(at);
    assertThat(new TicketList(changed).hash()).isNotEqualTo(hash);
  }

  @Property(tries = 50)
  void shouldProveNothingElse(@ForAll @IntRange(min = 2, max = 40) int size) {
    var list = new TicketList(tickets(size));
    Ticket ticket = list.tickets().getFirst();
    List<Step> proof = list.proof(ticket).orElseThrow();
    var turned =
        proof.stream()
            .map(step -> new Step(step.side().equals("left") ? "right" : "left", step.hash()))
            .toList();

    assertThat(TicketList.proves(ticket, turned, list.hash())).isFalse();
    assertThat(TicketList.proves(ticket, proof.subList(1, proof.size()), list.hash())).isFalse();
    assertThat(TicketList.proves(ticket, proof, "no hash")).isFalse();
    assertThat(TicketList.proves(ticket, List.of(new Step("left", "no hash")), list.hash()))
        .isFalse();
    assertThat(list.proof(new Ticket(1, 99, ticket.holder()))).isEmpty();
    assertThat(list.proof(new Ticket(ticket.account(), ticket.number(), "x"))).isEmpty();
  }

  @Example
  void shouldHashAsTheStandardSays() {
    // RFC 6962, section 2.1: no entry is the hash of nothing, one entry is its leaf hash
    assertThat(new TicketList(List.of()).hash())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    var ticket = new Ticket(1204, 1, "ab");
    assertThat(new TicketList(List.of(ticket)).hash())
        .isEqualTo(Sha256.hex(Sha256.of(new byte[] {0}, Sha256.utf8("1204.1|ab"))));
    assertThat(new TicketList(List.of(ticket)).proof(ticket)).contains(List.of());
  }

  @Example
  void shouldFindTheTicketsOfOneAccount() {
    var list = new TicketList(tickets(7));

    assertThat(list.of(2)).extracting(Ticket::id).containsExactly("2.1", "2.2", "2.3");
    assertThat(list.of(3)).extracting(Ticket::id).containsExactly("3.1");
    assertThat(list.of(99)).isEmpty();
  }

  @Example
  void shouldRefuseATicketThatIsThereTwice() {
    assertThatThrownBy(
            () ->
                new TicketList(
                    List.of(new Ticket(5, 2, "a"), new Ticket(5, 1, "a"), new Ticket(5, 2, "b"))))
        .hasMessage("two tickets are 5.2");
  }

  @Example
  void shouldOrderByNumberAndReadOneFormOnly() {
    assertThat(
            new TicketList(
                    List.of(Ticket.of("10.1", "h"), Ticket.of("9.11", "h"), Ticket.of("9.2", "h")))
                .tickets())
        .extracting(Ticket::id)
        .containsExactly("9.2", "9.11", "10.1");
    for (String id :
        List.of(
            "",
            "1",
            ".1",
            "1.",
            "0.1",
            "1.0",
            "-1.1",
            "01.1",
            "1.01",
            "+1.1",
            "1.1.1",
            "1.1 ",
            "a.b",
            "99999999999999999999.1")) {
      assertThatThrownBy(() -> Ticket.of(id, "h"))
          .as(id)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void shouldHideAHolderBehindTheSalt() {
    String holder = Ticket.holder("00".repeat(16), "draw", "alice");

    assertThat(holder).isEqualTo(Sha256.hex("00".repeat(16) + "|draw|alice"));
    assertThat(Ticket.holder("01".repeat(16), "draw", "alice")).isNotEqualTo(holder);
    assertThat(Ticket.holder("00".repeat(16), "other", "alice")).isNotEqualTo(holder);
  }

  private static List<Ticket> tickets(int size) {
    var tickets = new ArrayList<Ticket>();
    for (int i = 0; i < size; i++) {
      tickets.add(new Ticket(1 + i / 3, 1 + i % 3, "holder-" + i / 3));
    }
    return tickets;
  }
}
