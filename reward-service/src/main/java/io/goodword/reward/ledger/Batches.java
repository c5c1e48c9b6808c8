package io.goodword.reward.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Journals.Command;
import io.goodword.reward.ledger.Journals.Receipt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many journals in one request and one round trip: all of them or none, or each by itself. */
@ApplicationScoped
class Batches {

  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_NAMED = 20;
  private static final String ATOMIC = "atomic";
  private static final String PER_ITEM = "per-item";

  private final Ledger ledger;
  private final Journals journals;
  private final Idempotency idempotency;
  private final Attempts attempts;

  Batches(Ledger ledger, Journals journals, Idempotency idempotency, Attempts attempts) {
    this.ledger = ledger;
    this.journals = journals;
    this.idempotency = idempotency;
    this.attempts = attempts;
  }

  /**
   * A batch as it is sent.
   *
   * @param mode atomic: all or none; per-item: each by itself
   * @param items 1 to 1,000 journals, applied in this order
   */
  record Batch(@Nullable String mode, @Nullable List<@Nullable Command> items) {}

  /**
   * What became of an item.
   *
   * @param status posted, replayed (its business key was posted before with the same content) or
   *     refused
   * @param receipt the journal, where there is one
   * @param code why it was refused, as the problem of a single journal
   * @param detail the same for people
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String status, @Nullable Receipt receipt, @Nullable String code, @Nullable String detail) {

    static Item refused(Problem problem) {
      return new Item("refused", null, problem.code(), problem.getMessage());
    }

    static Item of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Posted posted ->
            new Item(posted.replayed() ? "replayed" : "posted", Receipt.of(posted), null, null);
        case Outcome.Refused refused -> refused(refused.problem());
        case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
      };
    }
  }

  /**
   * What became of a batch.
   *
   * @param posted items that are in the books, now or before
   * @param refused items that are not
   * @param results one for each item, in their order
   */
  @RegisterForReflection
  record Results(int posted, int refused, List<Item> results) {
    static Results of(List<Item> items) {
      int refused = (int) items.stream().filter(item -> item.receipt() == null).count();
      return new Results(items.size() - refused, refused, items);
    }
  }

  /**
   * Posts a batch once for a key.
   *
   * @throws Problem 422 for a malformed batch; 422 batch-refused in atomic mode, naming the items
   *     that were refused, and nothing is posted
   */
  Answer<Results> post(IdempotencyKey key, Batch batch, String actor) {
    String mode = batch.mode();
    if (mode == null || !(mode.equals(ATOMIC) || mode.equals(PER_ITEM))) {
      throw Problem.invalid("mode", "must be atomic or per-item", mode);
    }
    List<@Nullable Command> items = batch.items();
    if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
      throw Problem.invalid(
          "items", "must be 1 to 1,000 journals", items == null ? null : items.size());
    }
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key, batch, Results.class, () -> apply(items, mode.equals(ATOMIC), actor)));
  }

  private Results apply(List<@Nullable Command> commands, boolean atomic, String actor) {
    var items = new ArrayList<@Nullable Item>();
    var operations = new ArrayList<Operation>();
    Map<String, Integer> keys = new HashMap<>();
    for (@Nullable Command command : commands) {
      try {
        Operation.Post operation = journals.operation(command, actor);
        if (Journals.isCorrection(operation)) {
          throw Problem.unprocessable(
              "not-in-batches", "Corrections are posted one by one, each within its limit.");
        }
        Integer earlier = keys.putIfAbsent(operation.businessKey(), items.size());
        if (earlier != null) {
          throw Problem.conflict(
              "twice-in-batch", "Item %d of the batch has this business key.".formatted(earlier));
        }
        operations.add(operation);
        items.add(null);
      } catch (Problem refused) {
        items.add(Item.refused(refused));
      }
    }
    List<Outcome> outcomes =
        atomic && operations.size() < commands.size() ? List.of() : ledger.apply(operations);
    int next = 0;
    var results = new ArrayList<Item>(items.size());
    for (@Nullable Item item : items) {
      if (item != null) {
        results.add(item);
      } else if (next < outcomes.size()) {
        results.add(Item.of(outcomes.get(next++)));
      }
    }
    Results all = Results.of(List.copyOf(results));
    if (atomic && all.refused() > 0) {
      throw refusal(items, all);
    }
    return all;
  }

  /** Names the items that stand in the way; rolling back takes the others back. */
  private static Problem refusal(List<@Nullable Item> checked, Results all) {
    Problem problem =
        Problem.unprocessable(
            "batch-refused",
            "%d of the items are refused, so none was posted.".formatted(all.refused()));
    int named = 0;
    boolean applied = all.results().size() == checked.size();
    List<? extends @Nullable Item> results = applied ? all.results() : checked;
    for (int i = 0; i < results.size() && named < MOST_NAMED; i++) {
      Item item = results.get(i);
      if (item != null && item.receipt() == null) {
        problem.with("items[" + i + "]", String.valueOf(item.code()), item.detail());
        named++;
      }
    }
    return problem;
  }
}
