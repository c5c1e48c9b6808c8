package io.goodword.referral.campaign;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class StoredCampaigns implements PanacheRepositoryBase<Campaign, String> {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final Sql sql;

  StoredCampaigns(Sql sql) {
    this.sql = sql;
  }

  Optional<Campaign> byId(String id) {
    return ID.matcher(id).matches() ? findByIdOptional(id) : Optional.empty();
  }

  Optional<Campaign> byIdForChange(String id) {
    return ID.matcher(id).matches()
        ? findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        : Optional.empty();
  }

  /** Newest first; ids are made in the order of time. */
  List<Campaign> newestBefore(@Nullable String id, int count) {
    Sort newest = Sort.descending("id");
    var query = id == null ? findAll(newest) : find("id < ?1", newest, id);
    return query.page(Page.ofSize(count)).list();
  }

  /**
   * Campaigns that are past their last instant but not ended, locked; others' locks are skipped.
   */
  List<String> overdue(Instant now, int count) {
    return sql.query(
        "select id from campaigns where state in ('RUNNING', 'PAUSED') and ends_at <= ?"
            + " order by ends_at limit ? for update skip locked",
        row -> row.getString("id"),
        now,
        count);
  }

  /** Keeps what was promised, forever: the evidence of L13. */
  void keepTerms(Campaign campaign, String by, Instant now) {
    sql.update(
        "insert into campaign_terms (campaign_id, version, plan, changed_by, since)"
            + " values (?, ?, ?::jsonb, ?, ?) on conflict do nothing",
        campaign.id(),
        campaign.termsVersion(),
        EventJson.write(campaign.plan()),
        by,
        now);
  }
}
