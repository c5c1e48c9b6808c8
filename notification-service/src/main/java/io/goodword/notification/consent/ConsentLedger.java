package io.goodword.notification.consent;

import io.goodword.contracts.notification.ConsentChanged;
import io.goodword.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Records what customers allow and refuse, and tells what stands. */
@ApplicationScoped
public class ConsentLedger {

  private static final String NO_ADDRESS = "";

  private final Consents consents;
  private final Outbox outbox;
  private final Clock clock;

  ConsentLedger(Consents consents, Outbox outbox, Clock clock) {
    this.consents = consents;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Records statements; what merely repeats the last word leaves no trace. */
  @Transactional
  public void record(String customerId, List<Statement> statements) {
    List<Consent> before = consents.of(customerId);
    List<Consent> said = new ArrayList<>();
    for (Statement statement : statements) {
      if (before.stream().noneMatch(consent -> repeats(statement, consent))) {
        said.add(
            new Consent(
                statement.purpose(),
                statement.channel(),
                statement.granted(),
                statement.source(),
                statement.textVersion(),
                clock.instant()));
      }
    }
    consents.append(customerId, said);
    for (Consent consent : said) {
      boolean changed =
          before.stream()
              .filter(old -> old.purpose() == consent.purpose())
              .filter(old -> old.channel() == consent.channel())
              .noneMatch(old -> old.granted() == consent.granted());
      if (changed) {
        announce(customerId, consent);
      }
    }
  }

  /** The last word about every purpose and channel that the customer spoke of. */
  public List<Consent> of(String customerId) {
    return consents.of(customerId);
  }

  /**
   * What stands about one purpose.
   *
   * @param addressIndexes keyed hashes of the addresses that the customer has
   */
  public Standing standing(
      String customerId, Purpose purpose, Map<Channel, String> addressIndexes) {
    Set<Channel> suppressed =
        consents.suppressed(
            purpose,
            Objects.requireNonNullElse(addressIndexes.get(Channel.EMAIL), NO_ADDRESS),
            Objects.requireNonNullElse(addressIndexes.get(Channel.SMS), NO_ADDRESS));
    return new Standing(consents.granted(customerId, purpose), suppressed);
  }

  /**
   * Silences one purpose on one channel: for the customer, and for the address under whatever
   * customer it comes back. Doing it again changes nothing.
   */
  @Transactional
  public void unsubscribe(
      String customerId, Purpose purpose, Channel channel, String addressIndex, String source) {
    Instant now = clock.instant();
    consents.suppress(channel, addressIndex, purpose.name(), source, now);
    record(customerId, List.of(new Statement(purpose, channel, false, source, "unsubscribe-1")));
  }

  /**
   * Forgets the customer's current consents. Refusals stay with the hash of the address, the
   * history with the opaque customer id.
   */
  @Transactional
  public void forget(String customerId, Map<Channel, String> addressIndexes) {
    for (Consent consent : consents.of(customerId)) {
      String index = addressIndexes.get(consent.channel());
      if (!consent.granted() && index != null) {
        consents.suppress(
            consent.channel(), index, consent.purpose().name(), "erased", clock.instant());
      }
    }
    consents.removeCurrent(customerId);
  }

  private void announce(String customerId, Consent consent) {
    outbox.append(
        ConsentChanged.TYPE,
        customerId,
        new ConsentChanged(
            customerId,
            consent.purpose().code(),
            consent.channel().code(),
            consent.granted(),
            consent.source(),
            consent.since()));
  }

  private static boolean repeats(Statement statement, Consent consent) {
    return statement.purpose() == consent.purpose()
        && statement.channel() == consent.channel()
        && statement.granted() == consent.granted()
        && statement.source().equals(consent.source())
        && statement.textVersion().equals(consent.textVersion());
  }
}
