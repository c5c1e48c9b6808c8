package io.goodword.referral.link;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** The clicks that were recorded; one that is on its way is not here yet. */
@Singleton
public class Touchpoints {

  private final Sql sql;

  Touchpoints(Sql sql) {
    this.sql = sql;
  }

  /** The click of an id, nothing when it was never recorded or is still in a buffer. */
  public Optional<Touch> byClick(String clickId) {
    return ClickIds.parse(clickId).flatMap(this::find);
  }

  private Optional<Touch> find(UUID clickId) {
    return sql.first(
        "select link_id, occurred_at, channel from clicks where click_id = ? and occurred_at = ?",
        row ->
            new Touch(
                clickId.toString(),
                row.getString("link_id"),
                Sql.instant(row, "occurred_at"),
                row.getString("channel")),
        clickId,
        ClickIds.time(clickId));
  }
}
