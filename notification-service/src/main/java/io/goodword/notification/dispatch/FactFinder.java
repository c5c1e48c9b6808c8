package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.ConsentLedger;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.contact.Contact;
import io.goodword.notification.contact.ContactBook;
import io.goodword.notification.dispatch.Facts.Recent;
import io.goodword.notification.dispatch.Facts.Recipient;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what the guards look at, in the transaction of the decision. */
@Singleton
class FactFinder {

  private static final Duration CAP_WINDOW = Duration.ofDays(1);

  private final ContactBook contacts;
  private final ConsentLedger consents;
  private final Messages messages;
  private final StopNotices stops;
  private final Instance<Carrier> carriers;

  FactFinder(
      ContactBook contacts,
      ConsentLedger consents,
      Messages messages,
      StopNotices stops,
      @Any Instance<Carrier> carriers) {
    this.contacts = contacts;
    this.consents = consents;
    this.messages = messages;
    this.stops = stops;
    this.carriers = carriers;
  }

  /** What is known about one message; the contact is for the sender only. */
  record Dossier(Facts facts, @Nullable Contact contact) {}

  Dossier about(Message message, Instant now) {
    String runKey = message.runKey();
    String stopped = message.stopReason();
    if (stopped == null && runKey != null) {
      stopped = stops.reason(runKey).orElse(null);
    }
    return dossier(
        message.customerId(),
        message.purpose(),
        stopped,
        message.createdAt(),
        message.id().getLeastSignificantBits(),
        now);
  }

  /** The same for a message that is only thought of. */
  Dossier about(String customerId, Purpose purpose, Instant now) {
    return dossier(customerId, purpose, null, now, 0, now);
  }

  private Dossier dossier(
      String customerId,
      Purpose purpose,
      @Nullable String stopped,
      Instant plannedAt,
      long smear,
      Instant now) {
    Optional<Contact> contact = contacts.reach(customerId);
    Recent recent =
        purpose.isCapped()
            ? messages.recent(customerId, now.minus(CAP_WINDOW))
            : new Recent(0, null);
    Recipient recipient = contact.map(known -> recipient(known, purpose)).orElse(null);
    return new Dossier(
        new Facts(now, plannedAt, smear, purpose, stopped, recipient, recent),
        contact.orElse(null));
  }

  private Recipient recipient(Contact contact, Purpose purpose) {
    Set<Channel> reachable = EnumSet.noneOf(Channel.class);
    for (Carrier carrier : carriers) {
      if (carrier.isConfigured() && contact.addressIndexes().containsKey(carrier.channel())) {
        reachable.add(carrier.channel());
      }
    }
    return new Recipient(
        contact.zone(),
        reachable,
        consents.standing(contact.customerId(), purpose, contact.addressIndexes()));
  }
}
