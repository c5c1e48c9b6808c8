package io.goodword.reward;

import io.goodword.kit.sql.SqlFailure;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Many callers at once. What they count must come out exactly, and a machine may stand still for
 * seconds meanwhile: so each of them tries again when it is told to, as a client does.
 */
public final class Crowd {

  private static final int MOST = 20;
  private static final String DEADLOCK = "40P01";

  private Crowd() {}

  /** What one of the callers does. */
  @FunctionalInterface
  public interface Turn<T> {

    /** Does it; the number counts from zero. */
    T take(int number) throws Exception;
  }

  /** So many calls by so many threads; the answers in the order of their numbers. */
  public static <T> List<T> inParallel(int threads, int times, Turn<T> turn) throws Exception {
    return inParallel(
        threads,
        IntStream.range(0, times)
            .<Callable<T>>mapToObj(number -> () -> turn.take(number))
            .toList());
  }

  /** These calls by so many threads; the answers in their order. */
  public static <T> List<T> inParallel(int threads, List<? extends Callable<T>> calls)
      throws Exception {
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var answers = new ArrayList<T>();
      for (Future<T> answer : executor.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  /** The answer to a request that is sent again while the service says that it may be. */
  public static Response settled(Supplier<Response> request) {
    for (int attempt = 1; ; attempt++) {
      Response answer = request.get();
      if (attempt == MOST || !isOfTheMoment(answer)) {
        return answer;
      }
    }
  }

  /**
   * The result of one call of the ledger, made again when a lock was not had in time. A deadlock is
   * none of the moment: it ends the test.
   */
  public static <T> T had(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (SqlFailure failure) {
        if (attempt == MOST
            || failure.state().equals(DEADLOCK)
            || !SqlFailure.isTransient(failure.state())) {
          throw failure;
        }
      }
    }
  }

  private static boolean isOfTheMoment(Response answer) {
    return answer.statusCode() == 503
        || answer.statusCode() == 409 && "idempotency-key-in-progress".equals(answer.path("code"));
  }
}
