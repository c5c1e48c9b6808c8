package io.goodword.notification.consent;

import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Consents, their history and the suppressed addresses. */
@Singleton
class Consents {

  /** A suppression of every purpose. */
  static final String ANY_PURPOSE = "*";

  private final Sql sql;
  private final Ids ids;

  Consents(Sql sql, Ids ids) {
    this.sql = sql;
    this.ids = ids;
  }

  List<Consent> of(String customerId) {
    return sql.query(
        "select purpose, channel, granted, source, text_version, since from consents"
            + " where customer_id = ? order by purpose, channel",
        Consents::consent,
        customerId);
  }

  Set<Channel> granted(String customerId, Purpose purpose) {
    return channels(
        sql.query(
            "select channel from consents where customer_id = ? and purpose = ? and granted",
            row -> Channel.valueOf(row.getString("channel")),
            customerId,
            purpose));
  }

  /** Keeps the history and the last word in one go. */
  void append(String customerId, List<Consent> said) {
    sql.batch(
        "insert into consent_events"
            + " (id, customer_id, purpose, channel, granted, source, text_version, occurred_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        said.stream().map(one -> row(ids.next(), customerId, one)).toList());
    sql.batch(
        "insert into consents"
            + " (customer_id, purpose, channel, granted, source, text_version, since)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (customer_id, purpose, channel) do update"
            + " set granted = excluded.granted, source = excluded.source,"
            + " text_version = excluded.text_version, since = excluded.since",
        said.stream().map(one -> row(null, customerId, one)).toList());
  }

  void removeCurrent(String customerId) {
    sql.update("delete from consents where customer_id = ?", customerId);
  }

  /** Returns false when the address was suppressed for this purpose before. */
  boolean suppress(
      Channel channel, String addressIndex, String purpose, String reason, Instant since) {
    return sql.update(
            "insert into suppressions (channel, address_index, purpose, reason, since)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing",
            channel,
            addressIndex,
            purpose,
            reason,
            since)
        == 1;
  }

  Set<Channel> suppressed(Purpose purpose, String emailIndex, String smsIndex) {
    return channels(
        sql.query(
            "select channel from suppressions where purpose in (?, ?)"
                + " and ((channel = 'EMAIL' and address_index = ?)"
                + " or (channel = 'SMS' and address_index = ?))",
            row -> Channel.valueOf(row.getString("channel")),
            purpose,
            ANY_PURPOSE,
            emailIndex,
            smsIndex));
  }

  private static @Nullable Object[] row(@Nullable Object id, String customerId, Consent consent) {
    var values =
        new @Nullable Object[] {
          customerId,
          consent.purpose(),
          consent.channel(),
          consent.granted(),
          consent.source(),
          consent.textVersion(),
          consent.since()
        };
    if (id == null) {
      return values;
    }
    var withId = new @Nullable Object[values.length + 1];
    withId[0] = id;
    System.arraycopy(values, 0, withId, 1, values.length);
    return withId;
  }

  private static Set<Channel> channels(List<Channel> found) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    channels.addAll(found);
    return channels;
  }

  private static Consent consent(ResultSet row) throws SQLException {
    return new Consent(
        Purpose.valueOf(row.getString("purpose")),
        Channel.valueOf(row.getString("channel")),
        row.getBoolean("granted"),
        row.getString("source"),
        row.getString("text_version"),
        Sql.instant(row, "since"));
  }
}
