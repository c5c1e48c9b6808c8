package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.Rules.Prize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Decides whether rules may become others. Before the draw opens everything may change, since
 * nobody has a ticket yet. Afterwards only more prizes may come, at the end or of a kind that is
 * there: a later end, dearer tickets or more tickets for one person would be at the cost of those
 * who take part already (反不正当竞争法 2025: prizes are not changed after the start). Pure.
 */
final class Revision {

  private Revision() {}

  /**
   * Insists that the change is allowed.
   *
   * @param opened whether the draw has opened
   * @throws Problem 409 rules-frozen, naming each field that may not change
   */
  static void mustBeAllowed(Rules old, Rules proposed, boolean opened) {
    if (!opened) {
      return;
    }
    Problem frozen =
        Problem.conflict(
            "rules-frozen",
            "The draw has opened; from now on only more prizes may be added, in favour of those who take part.");
    fixed(frozen, "market", old.market(), proposed.market());
    fixed(frozen, "texts", old.texts(), proposed.texts());
    fixed(frozen, "tickets", old.tickets(), proposed.tickets());
    fixed(frozen, "onePrizePerPerson", old.onePrizePerPerson(), proposed.onePrizePerPerson());
    fixed(frozen, "opensAt", old.opensAt(), proposed.opensAt());
    fixed(frozen, "closesAt", old.closesAt(), proposed.closesAt());
    fixed(frozen, "witnessWithin", old.witnessWithin(), proposed.witnessWithin());
    prizes(frozen, old.prizes(), proposed.prizes());
    if (!frozen.violations().isEmpty()) {
      throw frozen;
    }
  }

  /** Minor units of each asset that must be added to the escrow; negative: given back. */
  static Map<String, Long> funding(Map<String, Long> old, Map<String, Long> proposed) {
    var funding = new TreeMap<>(proposed);
    old.forEach((asset, amount) -> funding.merge(asset, -amount, Long::sum));
    funding.values().removeIf(amount -> amount == 0);
    return funding;
  }

  private static void prizes(Problem frozen, List<Prize> old, List<Prize> proposed) {
    for (int i = 0; i < old.size(); i++) {
      String field = "prizes[" + i + "]";
      if (i >= proposed.size()) {
        frozen.with(field, "must stay", null);
        continue;
      }
      Prize was = old.get(i);
      Prize is = proposed.get(i);
      if (is.quantity() < was.quantity()) {
        frozen.with(field + ".quantity", "must be at least " + was.quantity(), is.quantity());
      }
      fixed(frozen, field + ".name", was.name(), is.name());
      fixed(frozen, field + ".asset", was.asset(), is.asset());
      fixed(frozen, field + ".amount", was.amount(), is.amount());
      fixed(frozen, field + ".fairValue", was.value(), is.value());
    }
  }

  private static void fixed(Problem frozen, String field, Object was, Object is) {
    if (!Objects.equals(was, is)) {
      frozen.with(field, "must stay " + (was instanceof Map ? "as it is" : was), is);
    }
  }
}
