package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.reward.draw.Drawing.Scored;
import io.goodword.reward.draw.Drawing.Win;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Tag("RWD-09")
class DrawingTest {

  private static final String DRAW = "01980f2a-6c00-7a10-8f01-5a1d3c9b00d1";

  @Property(tries = 300)
  void shouldDrawTheSameWhateverTheOrderOfTheInput(
      @ForAll("tickets") List<Ticket> tickets,
      @ForAll @Size(Sha256.BYTES) byte[] seed,
      @ForAll @IntRange(min = 1, max = 5) int prizes,
      @ForAll boolean once,
      @ForAll long shuffle) {
    List<Ticket> shuffled = new ArrayList<>(tickets);
    Collections.shuffle(shuffled, new Random(shuffle));

    Drawing one = Drawing.of(seed, new TicketList(tickets).hash(), DRAW);
    Drawing other = Drawing.of(seed, new TicketList(shuffled).hash(), DRAW);

    assertThat(ids(other.winners(shuffled, List.of(prizes), once)))
        .isEqualTo(ids(one.winners(tickets, List.of(prizes), once)));
  }

  @Property(tries = 300)
  void shouldNotReorderTheOthersWhenALosingTicketIsAdded(
      @ForAll("tickets") List<Ticket> tickets, @ForAll @Size(Sha256.BYTES) byte[] key) {
    Drawing drawing = Drawing.withKey(key, DRAW);
    List<String> before = drawing.ranking(tickets).stream().map(s -> s.ticket().id()).toList();
    var more = new ArrayList<>(tickets);
    var added = new Ticket(1_000_000, 1, "late");
    more.add(added);

    List<String> after =
        drawing.ranking(more).stream()
            .map(Scored::ticket)
            .filter(ticket -> !ticket.equals(added))
            .map(Ticket::id)
            .toList();

    assertThat(after).isEqualTo(before);
  }

  @Property(tries = 300)
  void shouldGiveEachPrizeOnceAndEachTicketAtMostOne(
      @ForAll("tickets") List<Ticket> tickets,
      @ForAll @Size(Sha256.BYTES) byte[] key,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 4) Integer> quantities,
      @ForAll boolean once) {
    List<Win> wins = Drawing.withKey(key, DRAW).winners(tickets, quantities, once);

    int prizes = quantities.stream().mapToInt(Integer::intValue).sum();
    long people = tickets.stream().map(Ticket::holder).distinct().count();
    assertThat(wins).hasSize((int) Math.min(prizes, once ? people : tickets.size()));
    assertThat(wins).extracting(win -> win.ticket().id()).doesNotHaveDuplicates();
    assertThat(wins).extracting(Win::prize).isSorted();
    for (int i = 0; i < wins.size(); i++) {
      assertThat(wins.get(i).rank()).isEqualTo(i + 1);
    }
    for (int prize = 1; prize <= quantities.size(); prize++) {
      int wanted = prize;
      assertThat(wins.stream().filter(win -> win.prize() == wanted).count())
          .isLessThanOrEqualTo(quantities.get(prize - 1));
    }
    if (once) {
      assertThat(wins).extracting(win -> win.ticket().holder()).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 200)
  void shouldPassOverWhoHasAPrizeAndKeepTheOrderOfTheRest(
      @ForAll("tickets") List<Ticket> tickets, @ForAll @Size(Sha256.BYTES) byte[] key) {
    Drawing drawing = Drawing.withKey(key, DRAW);
    var seen = new HashSet<String>();
    List<String> firsts =
        drawing.ranking(tickets).stream()
            .filter(scored -> seen.add(scored.ticket().holder()))
            .map(scored -> scored.ticket().id())
            .toList();

    assertThat(ids(drawing.winners(tickets, List.of(tickets.size()), true))).isEqualTo(firsts);
  }

  @Property(tries = 200)
  void shouldDependOnSeedTicketListAndDraw(
      @ForAll @Size(Sha256.BYTES) byte[] seed, @ForAll @IntRange(min = 0, max = 255) int bit) {
    var ticket = new Ticket(7, 1, "holder");
    String hash = new TicketList(List.of(ticket)).hash();
    byte[] other = seed.clone();
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    byte[] score = Drawing.of(seed, hash, DRAW).score(ticket);

    assertThat(Drawing.of(other, hash, DRAW).score(ticket)).isNotEqualTo(score);
    assertThat(Drawing.of(seed, Sha256.hex("x"), DRAW).score(ticket)).isNotEqualTo(score);
    assertThat(Drawing.of(seed, hash, DRAW + "x").score(ticket)).isNotEqualTo(score);
    assertThat(Drawing.of(seed, hash, DRAW).score(new Ticket(7, 2, "holder"))).isNotEqualTo(score);
    assertThat(Drawing.of(seed, hash, DRAW).key()).isNotEqualTo(seed);
  }

  @Example
  void shouldCompareScoresAsUnsignedNumbers() {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      tickets.add(new Ticket(i, 1, "holder-" + i));
    }

    List<String> scores =
        Drawing.withKey(new byte[Sha256.BYTES], DRAW).ranking(tickets).stream()
            .map(scored -> Sha256.hex(scored.score()))
            .toList();

    // the order of lower-case hexadecimal digits is the order of unsigned numbers
    assertThat(scores).isSorted();
    assertThat(scores.getFirst()).startsWith("0");
    assertThat(scores.getLast()).startsWith("f");
  }

  @Example
  void shouldDrawNobodyWhenThereIsNoTicket() {
    Drawing drawing = Drawing.of(new byte[Sha256.BYTES], new TicketList(List.of()).hash(), DRAW);

    assertThat(drawing.winners(List.of(), List.of(3), true)).isEmpty();
  }

  @Example
  void shouldXorTheWitnessAndKeepTheCommitment() {
    byte[] seed = Sha256.of(new byte[] {1});
    byte[] witness = Sha256.of(new byte[] {2});

    byte[] combined = Commitment.combined(seed, witness);

    assertThat(Commitment.combined(combined, witness)).isEqualTo(seed);
    assertThat(Commitment.combined(seed, null)).isEqualTo(seed).isNotSameAs(seed);
    assertThat(combined).isNotEqualTo(seed).isNotEqualTo(witness);
    assertThat(Commitment.to(new byte[Sha256.BYTES]))
        .isEqualTo("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
    assertThat(Commitment.isKeptBy(seed, Commitment.to(seed))).isTrue();
    assertThat(Commitment.isKeptBy(witness, Commitment.to(seed))).isFalse();
    assertThat(Commitment.isKeptBy(seed, "no hash")).isFalse();
    assertThatThrownBy(() -> Commitment.combined(new byte[31], null))
        .hasMessage("a seed has 32 bytes");
    assertThatThrownBy(() -> Commitment.combined(seed, new byte[33]))
        .hasMessage("a seed has 32 bytes");
  }

  @Example
  void shouldReadSeedsInOneFormOnly() {
    String seed = "00ff".repeat(16);

    assertThat(Sha256.hex(Sha256.bytes(seed))).isEqualTo(seed);
    for (String other :
        List.of(
            seed.toUpperCase(java.util.Locale.ROOT),
            seed + "0",
            "",
            "g".repeat(64),
            seed.substring(1),
            "/:`" + seed.substring(3))) {
      assertThat(Sha256.isHex(other)).isFalse();
      assertThatThrownBy(() -> Sha256.bytes(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Provide
  Arbitrary<List<Ticket>> tickets() {
    return Arbitraries.integers()
        .between(1, 3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(
            counts -> {
              var tickets = new ArrayList<Ticket>();
              for (int person = 0; person < counts.size(); person++) {
                for (int n = 1; n <= counts.get(person); n++) {
                  tickets.add(new Ticket(100L + person, n, "holder-" + person));
                }
              }
              return tickets;
            });
  }

  private static List<String> ids(List<Win> wins) {
    return wins.stream().map(win -> win.ticket().id()).toList();
  }
}
