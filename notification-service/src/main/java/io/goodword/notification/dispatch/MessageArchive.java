package io.goodword.notification.dispatch;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks messages up and has failed ones sent again. */
@ApplicationScoped
class MessageArchive {

  private final Messages messages;
  private final Idempotency idempotency;
  private final Clock clock;

  MessageArchive(Messages messages, Idempotency idempotency, Clock clock) {
    this.messages = messages;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Transactional
  public Message find(UUID id) {
    return messages.find(id).orElseThrow(() -> Problem.notFound("message"));
  }

  @Transactional
  public List<Message> page(String customerId, @Nullable UUID before, int limit) {
    return messages.page(customerId, before, limit);
  }

  /**
   * Has a message whose fate is FAILED or UNKNOWN sent again; the guards judge it anew.
   *
   * @throws Problem 404, or 409 when it is in another state
   */
  @Transactional
  public Answer<MessageResource.Resent> resend(UUID id, IdempotencyKey key) {
    return idempotency.once(
        key,
        id.toString(),
        MessageResource.Resent.class,
        () -> {
          Message message = find(id);
          if (!messages.resend(id, clock.instant())) {
            throw Problem.conflict(
                "not-resendable",
                "The message is "
                    + message.state().code()
                    + "; only failed or unknown ones are resent.");
          }
          return new MessageResource.Resent(id.toString(), MessageState.PLANNED.code());
        });
  }
}
