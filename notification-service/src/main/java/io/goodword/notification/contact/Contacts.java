package io.goodword.notification.contact;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored contacts; addresses go in and out encrypted. */
@Singleton
class Contacts {

  private static final String EMAIL = "email";
  private static final String PHONE = "phone";

  private final Sql sql;
  private final Clock clock;
  private final AddressCipher cipher;

  Contacts(Sql sql, Clock clock, ContactSettings settings) {
    this.sql = sql;
    this.clock = clock;
    this.cipher = new AddressCipher(settings.key());
  }

  void save(ContactDraft draft) {
    Instant now = clock.instant();
    EmailAddress email = draft.email();
    PhoneNumber phone = draft.phone();
    sql.update(
        "insert into contacts (customer_id, email, email_index, phone, phone_index, locale, zone,"
            + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (customer_id) do update set email = excluded.email,"
            + " email_index = excluded.email_index, phone = excluded.phone,"
            + " phone_index = excluded.phone_index, locale = excluded.locale,"
            + " zone = excluded.zone, updated_at = excluded.updated_at",
        draft.customerId(),
        email == null ? null : cipher.encrypt(draft.customerId(), EMAIL, email.value()),
        email == null ? null : cipher.index(EMAIL, email.value()),
        phone == null ? null : cipher.encrypt(draft.customerId(), PHONE, phone.value()),
        phone == null ? null : cipher.index(PHONE, phone.value()),
        draft.locale(),
        draft.zone().getId(),
        now,
        now);
  }

  Optional<Contact> find(String customerId) {
    return sql.first(
        "select customer_id, email, email_index, phone, phone_index, locale, zone from contacts"
            + " where customer_id = ?",
        this::contact,
        customerId);
  }

  void delete(String customerId) {
    sql.update("delete from contacts where customer_id = ?", customerId);
  }

  private Contact contact(ResultSet row) throws SQLException {
    String customerId = row.getString("customer_id");
    String email = opened(customerId, EMAIL, row.getBytes(EMAIL));
    String phone = opened(customerId, PHONE, row.getBytes(PHONE));
    return new Contact(
        customerId,
        email == null ? null : new EmailAddress(email),
        phone == null ? null : new PhoneNumber(phone),
        row.getString("locale"),
        ZoneId.of(row.getString("zone")),
        row.getString("email_index"),
        row.getString("phone_index"));
  }

  private @Nullable String opened(String customerId, String field, byte @Nullable [] sealed) {
    return sealed == null ? null : cipher.decrypt(customerId, field, sealed);
  }
}
