package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as it is stored; holds no contact data and no rendered text. */
record Message(
    UUID id,
    String customerId,
    Purpose purpose,
    String template,
    Map<String, String> data,
    @Nullable String runKey,
    int step,
    @Nullable String stopReason,
    MessageState state,
    Instant dueAt,
    int attempts,
    @Nullable Channel channel,
    List<Verdict> verdicts,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant deliveredAt) {}
