package io.goodword.notification.sms;

import io.goodword.kit.sql.Sql;
import io.goodword.notification.dispatch.Dispatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings parts and their receipts together, whichever comes first. A message is delivered when all
 * its parts are.
 */
@ApplicationScoped
class SmsParts {

  private static final String DELIVERED = "delivered";
  private static final String FAILED = "failed";

  private final Sql sql;
  private final Dispatch dispatch;
  private final Clock clock;

  SmsParts(Sql sql, Dispatch dispatch, Clock clock) {
    this.sql = sql;
    this.dispatch = dispatch;
    this.clock = clock;
  }

  /** Keeps the numbers that the centre gave to the parts of a message. */
  @Transactional
  public void submitted(UUID messageId, List<String> references) {
    for (String reference : references) {
      // a number that belonged to another message is used anew: its old receipt does not count
      sql.update(
          "insert into sms_parts (provider_ref, message_id, noted_at) values (?, ?, ?)"
              + " on conflict (provider_ref) do update set message_id = excluded.message_id,"
              + " outcome = case when sms_parts.message_id is null then sms_parts.outcome end,"
              + " noted_at = excluded.noted_at",
          reference,
          messageId,
          clock.instant());
    }
    conclude(messageId);
  }

  /** Keeps a receipt. */
  @Transactional
  public void receipt(String reference, boolean delivered) {
    sql.first(
            "insert into sms_parts (provider_ref, outcome, noted_at) values (?, ?, ?)"
                + " on conflict (provider_ref) do update set outcome = excluded.outcome"
                + " returning message_id",
            row -> Optional.ofNullable(row.getObject("message_id", UUID.class)),
            reference,
            delivered ? DELIVERED : FAILED,
            clock.instant())
        .flatMap(messageId -> messageId)
        .ifPresent(this::conclude);
  }

  private void conclude(UUID messageId) {
    // receipts of two parts come at the same time: the second must see the first
    sql.first(
        "select pg_advisory_xact_lock(hashtextextended('sms ' || ?, 0))",
        row -> true,
        messageId.toString());
    List<String> outcomes =
        sql.query(
            "select coalesce(outcome, '') as outcome from sms_parts where message_id = ?",
            row -> row.getString("outcome"),
            messageId);
    if (outcomes.contains(FAILED)) {
      dispatch.undelivered(messageId, "sms-undelivered");
    } else if (outcomes.stream().allMatch(DELIVERED::equals)) {
      dispatch.delivered(messageId);
    }
  }
}
