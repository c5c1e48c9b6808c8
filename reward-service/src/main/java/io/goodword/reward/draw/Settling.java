package io.goodword.reward.draw;

import io.goodword.reward.draw.Draw.Frozen;
import io.goodword.reward.draw.Draw.State;
import io.goodword.reward.draw.Entrants.Chance;
import io.goodword.reward.draw.Entrants.Entrant;
import io.goodword.reward.draw.Entrants.Purchase;
import io.goodword.reward.draw.Winners.Winner;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries draws from closing to settled, and cancelled ones back to nothing, in small steps. Each
 * step is one transaction under the lock of the draw and one call of the ledger with permanent
 * keys, so that a kill between two steps or a second replica changes nothing.
 */
@ApplicationScoped
class Settling {

  private static final int BATCH = 100;
  private static final String ACTOR = "reward.draw";

  private final StoredDraws draws;
  private final Entrants entrants;
  private final Winners winners;
  private final SeedVault vault;
  private final Escrow escrow;
  private final Ledger ledger;
  private final DrawEvents events;
  private final Clock clock;

  Settling(
      StoredDraws draws,
      Entrants entrants,
      Winners winners,
      SeedVault vault,
      Escrow escrow,
      Ledger ledger,
      DrawEvents events,
      Clock clock) {
    this.draws = draws;
    this.entrants = entrants;
    this.winners = winners;
    this.vault = vault;
    this.escrow = escrow;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /** Draws with something to be done now. */
  @Transactional
  List<UUID> due(int limit) {
    return draws.due(clock.instant(), limit);
  }

  /**
   * Takes the next step of a draw.
   *
   * @return whether there may be another one to take at once
   */
  @Transactional
  boolean step(UUID id) {
    Optional<Draw> free = draws.free(id);
    if (free.isEmpty()) {
      return false;
    }
    Draw draw = free.get();
    Instant now = clock.instant();
    return switch (draw.state()) {
      case ANNOUNCED -> close(draw, now);
      case CLOSING -> makeTickets(draw, now);
      case FROZEN -> draw.canBeDrawn(now) && drawWinners(draw);
      case PAYING -> pay(draw, now);
      case CANCELLING -> giveBack(draw);
      case SETTLED, CANCELLED -> false;
    };
  }

  private boolean close(Draw draw, Instant now) {
    if (now.isBefore(draw.rules().closesAt())) {
      return false;
    }
    draws.enter(draw.id(), State.CLOSING);
    return true;
  }

  /** Chances become tickets; when the last have, the list is complete and its hash is published. */
  private boolean makeTickets(Draw draw, Instant now) {
    List<Chance> chances = entrants.chances(draw, BATCH);
    if (chances.isEmpty()) {
      TicketList list = entrants.tickets(draw.id());
      var frozen =
          new Frozen(
              list.tickets().size(), list.hash(), now, now.plus(draw.rules().witnessWithin()));
      draws.freeze(draw.id(), frozen);
      events.frozen(draw, frozen);
      return true;
    }
    collect(draw, chances, "freeze");
    entrants.enter(draw.id(), chances.stream().map(chance -> entrant(draw, chance)).toList());
    return true;
  }

  private Entrant entrant(Draw draw, Chance chance) {
    String salt = vault.salt();
    return new Entrant(
        chance.account(),
        chance.customerId(),
        chance.chances(),
        (int) Math.min(chance.chances(), draw.rules().tickets().maxPerPerson()),
        salt,
        Ticket.holder(salt, draw.id().toString(), chance.customerId()));
  }

  /** Moves chances out of the accounts of customers. */
  private void collect(Draw draw, List<Chance> chances, String what) {
    AccountRef collected = AccountRef.redemption(draw.owner(), draw.chances());
    List<Operation> moves =
        chances.stream()
            .<Operation>map(
                chance ->
                    new Operation.Post(
                        draw.owner() + "/" + what + "/" + chance.account(),
                        purpose(draw, what),
                        List.of(
                            Leg.of(
                                AccountRef.customer(chance.customerId(), draw.chances()),
                                -chance.chances()),
                            Leg.of(collected, chance.chances()))))
            .toList();
    posted(ledger.apply(moves));
  }

  /** Opens the seed and computes who won. */
  private boolean drawWinners(Draw draw) {
    byte[] seed = vault.open(draw.id(), draw.sealedSeed());
    if (!Commitment.isKeptBy(seed, draw.commitment())) {
      throw new IllegalStateException(
          "the seed of draw " + draw.id() + " is not the committed one");
    }
    TicketList list = entrants.tickets(draw.id());
    if (!list.hash().equals(draw.tickets().ticketsHash())) {
      throw new IllegalStateException(
          "the tickets of draw %s have the hash %s, published was %s"
              .formatted(draw.id(), list.hash(), draw.tickets().ticketsHash()));
    }
    Rules rules = draw.rules();
    List<Drawing.Win> wins =
        Drawing.of(Commitment.combined(seed, draw.witnessSeed()), list.hash(), draw.id().toString())
            .winners(list.tickets(), rules.quantities(), rules.onePrizePerPerson());
    Map<Long, String> customers =
        entrants.customers(
            draw.id(), wins.stream().map(win -> win.ticket().account()).distinct().toList());
    winners.insert(
        draw.id(),
        wins.stream()
            .map(win -> winner(rules, win, customers.getOrDefault(win.ticket().account(), "")))
            .toList());
    draws.reveal(draw.id(), Sha256.hex(seed));
    return true;
  }

  private static Winner winner(Rules rules, Drawing.Win win, String customerId) {
    Rules.Prize prize = rules.prizes().get(win.prize() - 1);
    return new Winner(
        win.rank(),
        win.prize(),
        win.ticket(),
        customerId,
        Sha256.hex(win.score()),
        prize.asset(),
        prize.amount());
  }

  /** Pays prizes from escrow; when all are paid, what nobody won goes back. */
  private boolean pay(Draw draw, Instant now) {
    List<Winner> unpaid = winners.unpaid(draw.id(), BATCH);
    if (unpaid.isEmpty()) {
      escrow.giveBack(draw);
      draws.settle(draw.id(), now);
      events.settled(draw, Objects.requireNonNull(draw.seed()), winners.of(draw.id()), now);
      return false;
    }
    List<Operation> payments =
        unpaid.stream()
            .<Operation>map(
                winner ->
                    new Operation.Post(
                        draw.owner() + "/prize/" + winner.rank(),
                        purpose(draw, "prize"),
                        List.of(
                            Leg.of(Escrow.of(draw.id(), winner.asset()), -winner.amount()),
                            Leg.earn(
                                AccountRef.customer(winner.customerId(), winner.asset()),
                                winner.amount()))))
            .toList();
    winners.paid(draw.id(), unpaid, posted(ledger.apply(payments)));
    return true;
  }

  /** Gives back what tickets cost, one purchase at a time, then takes granted chances in. */
  private boolean giveBack(Draw draw) {
    Optional<Purchase> purchase = entrants.unrefunded(draw.id());
    if (purchase.isPresent()) {
      if (!purchase.get().takenBack()) {
        ledger.reverse(purchase.get().journal(), null, ACTOR);
      }
      entrants.refunded(purchase.get().journal());
      return true;
    }
    List<Chance> granted = entrants.chances(draw, BATCH);
    if (!granted.isEmpty()) {
      collect(draw, granted, "cancel");
      return true;
    }
    escrow.giveBack(draw);
    draws.enter(draw.id(), State.CANCELLED);
    return false;
  }

  private static List<UUID> posted(List<Outcome> outcomes) {
    var journals = new ArrayList<UUID>();
    for (Outcome outcome : outcomes) {
      if (!(outcome instanceof Outcome.Posted posted)) {
        throw new IllegalStateException("the ledger answered " + outcome);
      }
      journals.add(posted.journalId());
    }
    return journals;
  }

  private static Purpose purpose(Draw draw, String reason) {
    Purpose purpose = Purpose.of("draw", ACTOR).because(reason, draw.id().toString());
    return draw.campaignId() == null ? purpose : purpose.in(draw.campaignId());
  }
}
