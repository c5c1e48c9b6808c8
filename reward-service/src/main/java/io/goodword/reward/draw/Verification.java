package io.goodword.reward.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes a draw again from its evidence, trusting nothing in it. What it cannot know is whether
 * the commitments are those that were published at the time: whoever wants to be sure compares them
 * with the event, a receipt or the page as it was then. Pure.
 */
final class Verification {

  private Verification() {}

  /** How a check went. */
  enum Result {
    PASSED,
    FAILED,
    /** There is nothing to check yet. */
    OPEN
  }

  /** One check by its name: rules, seed, witness, tickets or winners. */
  record Check(String name, Result result) {}

  /** All checks, in this order. */
  static List<Check> of(Evidence evidence) {
    return List.of(
        new Check("rules", guarded(() -> rules(evidence))),
        new Check("seed", guarded(() -> kept(evidence.seed(), evidence.commitment()))),
        new Check("witness", guarded(() -> witness(evidence))),
        new Check("tickets", guarded(() -> tickets(evidence))),
        new Check("winners", guarded(() -> winners(evidence))));
  }

  /** Whether every check passed and none is open. */
  static boolean isProven(List<Check> checks) {
    return checks.stream().allMatch(check -> check.result() == Result.PASSED);
  }

  private static Result rules(Evidence evidence) {
    Rules rules = Rules.of(evidence.rules());
    return result(
        Sha256.hex(evidence.rules()).equals(evidence.rulesHash())
            && evidence.versions().getLast().hash().equals(evidence.rulesHash())
            && rules.method().equals(Drawing.METHOD)
            && evidence.format().equals(Drawing.METHOD)
            && rules.draw().toString().equals(evidence.draw()));
  }

  private static Result kept(@Nullable String seed, String commitment) {
    if (seed == null) {
      return Result.OPEN;
    }
    return result(Sha256.isHex(seed) && Commitment.isKeptBy(Sha256.bytes(seed), commitment));
  }

  /** Without a witness, or when it did not open in time, there is nothing that could be wrong. */
  private static Result witness(Evidence evidence) {
    Evidence.WitnessSeed witness = evidence.witness();
    if (witness == null || witness.seed() == null) {
      return evidence.seed() == null ? Result.OPEN : Result.PASSED;
    }
    return kept(witness.seed(), witness.commitment());
  }

  private static Result tickets(Evidence evidence) {
    if (evidence.ticketsHash() == null) {
      return Result.OPEN;
    }
    List<Ticket> listed = listed(evidence);
    var list = new TicketList(listed);
    int most = Rules.of(evidence.rules()).tickets().maxPerPerson();
    Map<String, Integer> held = new HashMap<>();
    listed.forEach(ticket -> held.merge(ticket.holder(), 1, Integer::sum));
    return result(
        list.tickets().equals(listed)
            && list.hash().equals(evidence.ticketsHash())
            && held.values().stream().allMatch(count -> count <= most));
  }

  private static Result winners(Evidence evidence) {
    String seed = evidence.seed();
    String hash = evidence.ticketsHash();
    if (seed == null || hash == null) {
      return Result.OPEN;
    }
    Evidence.WitnessSeed witness = evidence.witness();
    byte[] second = witness == null || witness.seed() == null ? null : Sha256.bytes(witness.seed());
    Rules rules = Rules.of(evidence.rules());
    List<Evidence.Won> won =
        Drawing.of(Commitment.combined(Sha256.bytes(seed), second), hash, evidence.draw())
            .winners(listed(evidence), rules.quantities(), rules.onePrizePerPerson())
            .stream()
            .map(
                win ->
                    new Evidence.Won(
                        win.rank(), win.prize(), win.ticket().id(), Sha256.hex(win.score())))
            .toList();
    return result(won.equals(evidence.winners()));
  }

  private static List<Ticket> listed(Evidence evidence) {
    var tickets = new ArrayList<Ticket>();
    for (Evidence.Listed listed : evidence.tickets()) {
      tickets.add(Ticket.of(listed.ticket(), Objects.requireNonNull(listed.holder())));
    }
    return tickets;
  }

  private static Result result(boolean passed) {
    return passed ? Result.PASSED : Result.FAILED;
  }

  /** Evidence that cannot even be read proves nothing. */
  private static Result guarded(java.util.function.Supplier<Result> check) {
    try {
      return check.get();
    } catch (RuntimeException unreadable) {
      return Result.FAILED;
    }
  }
}
