package io.goodword.reward.ledger;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.lane.Gate;
import io.goodword.reward.lane.Lanes;
import io.goodword.reward.lane.Turn;
import io.goodword.reward.ledger.Outcome.Posted;
import io.goodword.reward.ledger.SharedAnswers.Kept;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Posts journals of many callers in one transaction when they meet: one call of the ledger, one
 * update of the account that all of them want, one commit. Each keeps its own journal, entries,
 * events and idempotency row, and is refused by itself; the history is that of single postings.
 */
@ApplicationScoped
public class Together {

  /**
   * Few, so that journals meet although each wants another account: a hundred that share a call and
   * a commit cost a third of a hundred by themselves. Enough to keep the gate busy.
   */
  static final int LANES = 2;

  private final Ledger ledger;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final SharedAnswers answers;
  private final Lanes<Work<?>, Answer<?>> lanes;

  Together(
      Ledger ledger, Idempotency idempotency, Attempts attempts, SharedAnswers answers, Gate gate) {
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.answers = answers;
    this.lanes = new Lanes<>(gate, "journals", Work::names, this::batch, this::alone);
  }

  /** A journal and what must commit with it. */
  record Work<T>(
      IdempotencyKey key,
      Object request,
      Class<T> type,
      Operation.Post post,
      Function<Posted, T> answer) {

    /** Two with the same name must see each other's effect. */
    Set<String> names() {
      return Set.of(
          post.businessKey(), key.principal() + "\n" + key.operation() + "\n" + key.value());
    }
  }

  /**
   * Posts a journal once for a key.
   *
   * @param answer makes the answer that is kept for the key; no effects of its own
   * @throws Problem as {@link Ledger#post} and {@link Idempotency#once}; 503 try-again
   */
  public <T> Answer<T> once(
      IdempotencyKey key,
      Object request,
      Class<T> type,
      Operation.Post post,
      Function<Posted, T> answer) {
    Answer<?> given = lanes.run(lane(post.legs()), new Work<>(key, request, type, post, answer));
    return new Answer<>(type.cast(given.value()), given.replayed());
  }

  /**
   * By the account that is locked last, which is the shared one if there is one; legs come in lock
   * order. Journals of a hot account so take one lane and never wait for each other's lock.
   */
  static String lane(List<Leg> legs) {
    return "lane-" + Math.floorMod(legs.getLast().account().hashCode(), LANES);
  }

  /** One transaction for all; what throws has no effect. */
  List<Turn<Answer<?>>> batch(List<Work<?>> works) {
    List<Turn<Answer<?>>> turns = new ArrayList<>();
    // events of several callers belong to the trace of none
    try (Scope ignored = (works.size() == 1 ? Context.current() : Context.root()).makeCurrent()) {
      QuarkusTransaction.requiringNew().run(() -> post(works, turns));
    } catch (SqlFailure failure) {
      if (SqlFailure.isTransient(failure.state()) && !Attempts.GIVEN_UP.contains(failure.state())) {
        // the database is away: to try a hundred times alone would not bring it back
        return Collections.nCopies(works.size(), new Turn.Refused<>(failure));
      }
      throw failure;
    } catch (NothingPosted nothing) {
      return turns;
    }
    return turns;
  }

  /** Rolls back what a batch that posted nothing has opened on its way. */
  private static final class NothingPosted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void post(List<Work<?>> works, List<Turn<Answer<?>>> turns) {
    List<Outcome> outcomes = ledger.apply(works.stream().<Operation>map(Work::post).toList());
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      turns.add(turn(works.get(i), outcomes.get(i), kept));
    }
    if (kept.isEmpty()) {
      throw new NothingPosted();
    }
    answers.keep(kept);
  }

  private static <T> Turn<Answer<?>> turn(Work<T> work, Outcome outcome, List<Kept> kept) {
    return switch (outcome) {
      // posted before: by the same request, whose stored answer counts, or by an older one
      case Posted posted when posted.replayed() -> new Turn.Alone<>();
      case Posted posted -> {
        T value = work.answer().apply(posted);
        kept.add(new Kept(work.key(), work.request(), value));
        yield new Turn.Done<>(new Answer<>(value, false));
      }
      case Outcome.Refused refused -> new Turn.Refused<>(refused.problem());
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }

  private <T> Answer<T> alone(Work<T> work) {
    Operation.Post post = work.post();
    return attempts.inTransaction(
        () ->
            idempotency.once(
                work.key(),
                work.request(),
                work.type(),
                () ->
                    work.answer()
                        .apply(ledger.post(post.businessKey(), post.purpose(), post.legs()))));
  }
}
