package io.goodword.reward.draw;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draw as everybody may see it.
 *
 * @param state announced, open, closing, frozen, paying, settled, cancelling or cancelled
 * @param rulesVersion version of the rules, from 1
 * @param rulesHash SHA-256 of the rules text
 * @param commitment SHA-256 of the seed
 * @param chances asset whose units are tickets in this draw
 * @param odds of one ticket, by the tickets so far
 * @param witness the second party, absent without one
 * @param ticketsHash Merkle root of the tickets, absent before they are fixed
 * @param seed the seed, absent before the winners are drawn
 * @param winners by rank, empty before the winners are drawn
 * @param reason why it was called off
 * @param page path of the public page
 * @param proof path of the evidence
 */
@RegisterForReflection(
    targets = {DrawView.class, DrawView.WitnessView.class, DrawView.WinnerView.class, Odds.class})
record DrawView(
    UUID id,
    String state,
    String market,
    int rulesVersion,
    String rulesHash,
    String commitment,
    Map<String, Rules.Notice> texts,
    List<Rules.Prize> prizes,
    Rules.Ticketing tickets,
    boolean onePrizePerPerson,
    Instant opensAt,
    Instant closesAt,
    Duration witnessWithin,
    String chances,
    Odds odds,
    @Nullable WitnessView witness,
    @Nullable String ticketsHash,
    @Nullable String seed,
    List<WinnerView> winners,
    @Nullable String reason,
    String page,
    String proof) {

  /**
   * The second party.
   *
   * @param seed absent until it is opened
   * @param revealBy until when it may be opened, absent before the tickets are fixed
   */
  record WitnessView(String commitment, @Nullable String seed, @Nullable Instant revealBy) {}

  /**
   * A ticket that won.
   *
   * @param prize number of the prize in the rules, from 1
   * @param holder salted hash of the person
   * @param score 64 hexadecimal digits
   */
  record WinnerView(int rank, int prize, String ticket, String holder, String score) {
    static WinnerView of(Winners.Winner winner) {
      return new WinnerView(
          winner.rank(),
          winner.prize(),
          winner.ticket().id(),
          winner.ticket().holder(),
          winner.score());
    }
  }

  static DrawView of(Draw draw, Entrants.Count count, List<Winners.Winner> winners, Instant now) {
    Rules rules = draw.rules();
    Draw.Witness witness = draw.witness();
    Draw.Frozen frozen = draw.frozen();
    return new DrawView(
        draw.id(),
        state(draw, now),
        rules.market(),
        draw.rulesVersion(),
        draw.rulesHash(),
        draw.commitment(),
        rules.texts(),
        rules.prizes(),
        rules.tickets(),
        rules.onePrizePerPerson(),
        rules.opensAt(),
        rules.closesAt(),
        rules.witnessWithin(),
        draw.chances(),
        Odds.of(rules.prizeCount(), count.people(), count.tickets(), rules.onePrizePerPerson()),
        witness == null
            ? null
            : new WitnessView(
                witness.commitment(), witness.seed(), frozen == null ? null : frozen.revealBy()),
        frozen == null ? null : frozen.ticketsHash(),
        draw.seed(),
        winners.stream().map(WinnerView::of).toList(),
        draw.reason(),
        "/draws/" + draw.id(),
        "/v1/draws/" + draw.id() + "/proof");
  }

  /** The stored state, and before the closing whether tickets are given. */
  static String state(Draw draw, Instant now) {
    if (draw.state() != Draw.State.ANNOUNCED) {
      return draw.state().name().toLowerCase(Locale.ROOT);
    }
    if (!draw.hasOpened(now)) {
      return "announced";
    }
    return now.isBefore(draw.rules().closesAt()) ? "open" : "closing";
  }
}
