package io.goodword.reward.draw;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.Rules.Ticketing;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Outcome.Book;
import io.goodword.reward.ledger.Outcome.Posted;
import io.goodword.reward.ledger.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sells and gives tickets, and shows each person their own with the proof that they are in the
 * list.
 */
@ApplicationScoped
class TicketOffice {

  private static final int LONGEST_ID = 100;

  /** Points for chances; what a draw gives counts for levels, what it costs does not. */
  private static final String BUYING = "redeem";

  private static final String GIVING = "draw";

  private final StoredDraws draws;
  private final Entrants entrants;
  private final Winners winners;
  private final FrozenTickets frozenTickets;
  private final Ledger ledger;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Clock clock;
  private final long mostTickets;

  TicketOffice(
      StoredDraws draws,
      Entrants entrants,
      Winners winners,
      FrozenTickets frozenTickets,
      Ledger ledger,
      Idempotency idempotency,
      Attempts attempts,
      Clock clock,
      @ConfigProperty(name = "goodword.draw.most-tickets", defaultValue = "100000")
          long mostTickets) {
    this.draws = draws;
    this.entrants = entrants;
    this.winners = winners;
    this.frozenTickets = frozenTickets;
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.clock = clock;
    this.mostTickets = mostTickets;
  }

  /** What a customer wants, or is to be given. */
  @RegisterForReflection
  record Order(UUID draw, String customerId, @Nullable Integer quantity) {}

  /**
   * Tickets that were given.
   *
   * @param quantity tickets that were added
   * @param tickets tickets of the customer after it
   */
  @RegisterForReflection
  record Given(
      UUID drawId,
      UUID journalId,
      String customerId,
      int quantity,
      long tickets,
      Instant givenAt) {}

  /**
   * Bought tickets, with what binds us towards the buyer.
   *
   * @param quantity tickets that this purchase added
   * @param tickets tickets of the buyer after it
   * @param paid minor units of the asset
   * @param balance what the buyer has left of the asset
   */
  @RegisterForReflection
  record Receipt(
      UUID drawId,
      UUID journalId,
      int quantity,
      long tickets,
      String asset,
      long paid,
      long balance,
      String commitment,
      String rulesHash,
      Instant boughtAt) {}

  /**
   * A ticket of the caller.
   *
   * @param line what is hashed as a leaf of the tree
   * @param proof hashes that lead from it to the ticket hash
   * @param prize number of the prize that it won
   */
  record OwnTicket(
      String ticket, String line, List<TicketList.Step> proof, @Nullable Integer prize) {}

  /**
   * The caller's part in a draw.
   *
   * @param tickets how many take part, by the maximum for one person
   * @param salt makes the holder's hash: SHA-256 of {@code salt|draw|customer id}
   * @param holder the hash that stands for the caller
   * @param items absent hashes and no items before the tickets are fixed
   */
  record OwnTickets(
      UUID drawId,
      String state,
      long tickets,
      @Nullable String ticketsHash,
      @Nullable String salt,
      @Nullable String holder,
      List<OwnTicket> items) {}

  /**
   * Buys tickets once: points go to redemption, chances come from issuance, in one journal.
   *
   * @throws Problem 404; 409 draw-not-open, draw-closed, draw-cancelled or tickets-not-sold; 422
   *     too-many-tickets, draw-full or insufficient-balance
   */
  Answer<Receipt> buy(IdempotencyKey key, Order order) {
    return attempts.inTransaction(
        () -> idempotency.once(key, order, Receipt.class, () -> bought(key, order)));
  }

  private Receipt bought(IdempotencyKey key, Order order) {
    Draw draw = open(order.draw());
    Ticketing ticketing = draw.rules().tickets();
    if (ticketing.price() == null || ticketing.asset() == null) {
      throw Problem.conflict(
          "tickets-not-sold", "Tickets of this draw are given as rewards; they have no price.");
    }
    int quantity = quantity(draw, order);
    long paid = Math.multiplyExact(ticketing.price(), quantity);
    AccountRef purse = AccountRef.customer(order.customerId(), ticketing.asset());
    var legs = new ArrayList<Leg>();
    legs.add(Leg.of(purse, -paid));
    legs.add(Leg.of(AccountRef.redemption(draw.owner(), ticketing.asset()), paid));
    legs.addAll(chances(draw, order.customerId(), quantity));
    Posted posted = ledger.post(businessKey(draw, "buy", key), purpose(draw, BUYING, key), legs);
    long tickets = mustFit(draw, order.customerId(), posted);
    if (!posted.replayed()) {
      entrants.bought(
          posted.journalId(), draw.id(), order.customerId(), quantity, posted.recordedAt());
    }
    return new Receipt(
        draw.id(),
        posted.journalId(),
        quantity,
        tickets,
        ticketing.asset(),
        paid,
        book(posted, purse).posted() - book(posted, purse).held(),
        draw.commitment(),
        draw.rulesHash(),
        posted.recordedAt());
  }

  /**
   * Gives a customer tickets once, at no price; they count like bought ones.
   *
   * @throws Problem 404; 409 draw-not-open, draw-closed or draw-cancelled; 422 too-many-tickets or
   *     draw-full
   */
  Answer<Given> give(IdempotencyKey key, Order order) {
    String customer = order.customerId();
    if (customer.isBlank() || customer.length() > LONGEST_ID) {
      throw Problem.invalid("customerId", "must have 1 to 100 characters", customer);
    }
    return attempts.inTransaction(
        () -> idempotency.once(key, order, Given.class, () -> given(key, order)));
  }

  private Given given(IdempotencyKey key, Order order) {
    Draw draw = open(order.draw());
    int quantity = quantity(draw, order);
    Posted posted =
        ledger.post(
            businessKey(draw, "give", key),
            purpose(draw, GIVING, key),
            chances(draw, order.customerId(), quantity));
    return new Given(
        draw.id(),
        posted.journalId(),
        order.customerId(),
        quantity,
        mustFit(draw, order.customerId(), posted),
        posted.recordedAt());
  }

  /** The draw, kept open until the transaction ends. */
  private Draw open(UUID id) {
    // looked at before it is locked: a rush of late buyers must not keep the draw from closing
    draws.get(id).mustGiveTickets(clock.instant());
    Draw draw = draws.shared(id);
    draw.mustGiveTickets(clock.instant());
    return draw;
  }

  private static int quantity(Draw draw, Order order) {
    int most = draw.rules().tickets().maxPerPerson();
    Integer quantity = order.quantity();
    if (quantity == null || quantity < 1 || quantity > most) {
      throw Problem.invalid("quantity", "must be 1 to " + most, quantity);
    }
    return quantity;
  }

  private static List<Leg> chances(Draw draw, String customerId, int quantity) {
    return List.of(
        Leg.of(AccountRef.issuance(draw.chances()), -quantity),
        Leg.of(AccountRef.customer(customerId, draw.chances()), quantity));
  }

  /**
   * Tickets of the customer after a journal, which must not be too many. The ledger still has both
   * accounts locked, so two journals cannot pass each other here.
   */
  private long mustFit(Draw draw, String customerId, Posted posted) {
    long tickets = book(posted, AccountRef.customer(customerId, draw.chances())).posted();
    int most = draw.rules().tickets().maxPerPerson();
    if (!posted.replayed() && tickets > most) {
      throw Problem.unprocessable(
          "too-many-tickets",
          "One person may have %d tickets, this would make %d.".formatted(most, tickets));
    }
    if (!posted.replayed()
        && -book(posted, AccountRef.issuance(draw.chances())).posted() > mostTickets) {
      throw Problem.unprocessable(
          "draw-full", "A draw takes at most %d tickets.".formatted(mostTickets));
    }
    return tickets;
  }

  private static String businessKey(Draw draw, String what, IdempotencyKey key) {
    return draw.owner() + "/" + what + "/" + key.principal() + "/" + key.value();
  }

  private static Purpose purpose(Draw draw, String kind, IdempotencyKey key) {
    Purpose purpose = Purpose.of(kind, key.principal()).because("tickets", draw.id().toString());
    return draw.campaignId() == null ? purpose : purpose.in(draw.campaignId());
  }

  /**
   * A customer's own tickets.
   *
   * @throws Problem 404 when there is no such draw
   */
  @Transactional
  OwnTickets of(UUID id, String customerId) {
    Draw draw = draws.get(id);
    String state = DrawView.state(draw, clock.instant());
    if (draw.frozen() == null) {
      long chances = entrants.chances(draw, customerId);
      long tickets = Math.min(chances, draw.rules().tickets().maxPerPerson());
      return new OwnTickets(id, state, tickets, null, null, null, List.of());
    }
    String hash = draw.frozen().ticketsHash();
    return entrants
        .of(id, customerId)
        .map(
            entrant ->
                new OwnTickets(
                    id,
                    state,
                    entrant.tickets(),
                    hash,
                    entrant.salt(),
                    entrant.holder(),
                    items(draw, entrant)))
        .orElseGet(() -> new OwnTickets(id, state, 0, hash, null, null, List.of()));
  }

  private List<OwnTicket> items(Draw draw, Entrants.Entrant entrant) {
    Map<Ticket, Integer> prizes =
        winners.of(draw.id()).stream()
            .collect(Collectors.toMap(Winners.Winner::ticket, Winners.Winner::prize));
    TicketList list = frozenTickets.of(draw);
    return list.of(entrant.account()).stream()
        .map(
            ticket ->
                new OwnTicket(
                    ticket.id(),
                    ticket.line(),
                    list.proof(ticket).orElseThrow(),
                    prizes.get(ticket)))
        .toList();
  }

  private static Book book(Posted posted, AccountRef account) {
    return posted.books().stream()
        .filter(book -> book.account().equals(account))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(Objects.toString(account) + " did not move"));
  }
}
