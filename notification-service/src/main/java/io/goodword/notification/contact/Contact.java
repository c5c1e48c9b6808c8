package io.goodword.notification.contact;

import io.goodword.kit.page.PageLanguage;
import io.goodword.notification.consent.Channel;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one customer is reached. Prints its addresses masked.
 *
 * @param locale BCP 47 tag as the shop gave it
 * @param zone IANA zone in which the customer lives
 * @param emailIndex blind index of the e-mail address
 * @param phoneIndex blind index of the phone number
 */
public record Contact(
    String customerId,
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    String locale,
    ZoneId zone,
    @Nullable String emailIndex,
    @Nullable String phoneIndex) {

  /** The language of our messages that is nearest to the locale; English where none is near. */
  public PageLanguage language() {
    PageLanguage language = PageLanguage.of(locale);
    return language == null ? PageLanguage.EN : language;
  }

  /** Blind indexes of the addresses that there are. */
  public Map<Channel, String> addressIndexes() {
    Map<Channel, String> indexes = new EnumMap<>(Channel.class);
    if (emailIndex != null) {
      indexes.put(Channel.EMAIL, emailIndex);
    }
    if (phoneIndex != null) {
      indexes.put(Channel.SMS, phoneIndex);
    }
    return indexes;
  }
}
