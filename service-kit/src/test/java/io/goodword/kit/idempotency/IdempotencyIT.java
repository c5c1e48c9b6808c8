package io.goodword.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.WithStack;
import io.goodword.kit.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithStack
class IdempotencyIT {

  @Inject Idempotency idempotency;

  record Request(String what) {}

  record Done(int number) {}

  private final AtomicInteger effects = new AtomicInteger();

  private Answer<Done> call(IdempotencyKey key, String what) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                idempotency.once(
                    key, new Request(what), Done.class, () -> new Done(effects.incrementAndGet())));
  }

  @Test
  void shouldReplayTheAnswerWhenKeyAndRequestAreTheSame() {
    IdempotencyKey key = key();
    assertThat(call(key, "a")).isEqualTo(new Answer<>(new Done(1), false));
    assertThat(call(key, "a")).isEqualTo(new Answer<>(new Done(1), true));
    assertThat(effects).hasValue(1);
  }

  @Test
  void shouldRefuseTheKeyWhenItCameWithAnotherRequest() {
    IdempotencyKey key = key();
    call(key, "a");
    assertThatThrownBy(() -> call(key, "b"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.code()).isEqualTo("idempotency-key-reused");
            });
    assertThat(effects).hasValue(1);
  }

  @Test
  void shouldHaveOneEffectWhenAHundredCallsComeAtOnce()
      throws InterruptedException, ExecutionException {
    IdempotencyKey key = key();
    Callable<Answer<Done>> work = () -> call(key, "a");
    try (var threads = Executors.newFixedThreadPool(12)) {
      List<Future<Answer<Done>>> answers = threads.invokeAll(Collections.nCopies(100, work));
      for (Future<Answer<Done>> answer : answers) {
        assertThat(answer.get().value()).isEqualTo(new Done(1));
      }
    }
    assertThat(effects).hasValue(1);
  }

  @Test
  void shouldForgetTheKeyWhenTheWorkFails() {
    IdempotencyKey key = key();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () ->
                            idempotency.once(
                                key,
                                new Request("a"),
                                Done.class,
                                () -> {
                                  throw Problem.conflict("not-now", "later");
                                })))
        .isInstanceOf(Problem.class);
    assertThat(call(key, "a").replayed()).isFalse();
  }

  @Test
  void shouldNeedAKeyOfEightToAHundredCharacters() {
    assertThatThrownBy(() -> IdempotencyKey.of("me", "op", "short")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> IdempotencyKey.of("me", "op", null)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> IdempotencyKey.of("me", "op", "x".repeat(101)))
        .isInstanceOf(Problem.class);
  }

  private static IdempotencyKey key() {
    return IdempotencyKey.of("me", "op", UUID.randomUUID().toString());
  }
}
