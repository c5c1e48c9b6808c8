package io.goodword.reward.points;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.http.EntityTag;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which assets expire, and how. */
@ApplicationScoped
public class ExpiryPolicies {

  private final Sql sql;
  private final Assets assets;
  private final Attempts attempts;
  private final Clock clock;

  ExpiryPolicies(Sql sql, Assets assets, Attempts attempts, Clock clock) {
    this.sql = sql;
    this.assets = assets;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * A policy as it is sent.
   *
   * @param validity how long an earning lives, ISO 8601 (P12M, PT30S); absent when nothing expires
   * @param zone IANA zone of the market, for instance Asia/Shanghai
   * @param rounding day (default: it lives to the end of its last local day) or none
   * @param grace how long value lives that is given back after it expired, ISO 8601; absent for
   *     none
   * @param debt owe (default), floor or write-off
   */
  record Draft(
      @Nullable String validity,
      @Nullable String zone,
      @Nullable String rounding,
      @Nullable String grace,
      @Nullable String debt) {

    ExpiryRule rule() {
      return ExpiryRule.of(validity, zone, rounding, grace, debt);
    }
  }

  /** A version of a policy: what it said, who made it and when. */
  record Version(
      int version,
      @Nullable String validity,
      String zone,
      String rounding,
      @Nullable String grace,
      String debt,
      String changedBy,
      Instant changedAt) {}

  /**
   * The policy of an asset.
   *
   * @param switchedOnAt from when on earnings have lots
   * @param earnedNowExpiresAt when something earned at this moment would expire
   * @param versions all versions, the one in force first
   */
  record Policy(
      String asset,
      Instant switchedOnAt,
      @Nullable Instant earnedNowExpiresAt,
      List<Version> versions) {

    Version current() {
      return versions.getFirst();
    }
  }

  /**
   * The policy of an asset.
   *
   * @throws Problem 404 when it has none
   */
  @Transactional
  Policy of(String asset) {
    return read(asset).orElseThrow(() -> Problem.notFound("expiry policy"));
  }

  /**
   * Sets the policy of an asset. It counts for what is earned from now on; lots that are there keep
   * their dates. When it is switched on, the balance that is there becomes a lot that lives one
   * full validity from now.
   *
   * @param expected version that the caller has read, null for none
   * @throws Problem 404 for an unknown asset, 412 or 428 when the version is another, 422 for a
   *     malformed policy
   */
  Policy set(String asset, @Nullable String expected, Draft draft, String actor) {
    if (!assets.knows(asset)) {
      throw Problem.notFound("asset");
    }
    ExpiryRule rule = draft.rule();
    return attempts.inTransaction(() -> stored(asset, expected, rule, actor));
  }

  private Policy stored(String asset, @Nullable String expected, ExpiryRule rule, String actor) {
    if (sql.query("select 1 from pg_timezone_names where name = ?", row -> 1, rule.zone().getId())
        .isEmpty()) {
      throw Problem.invalid("zone", "must be a zone that the database knows", rule.zone().getId());
    }
    // from here on every account of the asset is there to be seen
    sql.query("select lots_shut_out(?)", row -> 1, asset);
    Optional<Policy> before = read(asset);
    int version = before.map(policy -> policy.current().version()).orElse(0);
    mustBe(expected, version);
    Instant now = clock.instant();
    if (before.isPresent()) {
      sql.update(
          "update expiry_policies set validity = ?, zone = ?, rounding = ?, grace = ?, debt = ?,"
              + " version = ? where asset = ?",
          text(rule.validity()),
          rule.zone().getId(),
          rule.rounding().code(),
          text(rule.grace()),
          rule.debt().code(),
          version + 1,
          asset);
    } else {
      sql.update(
          "insert into expiry_policies (asset, validity, zone, rounding, grace, debt, version,"
              + " switched_on_at) values (?, ?, ?, ?, ?, ?, 1, ?)",
          asset,
          text(rule.validity()),
          rule.zone().getId(),
          rule.rounding().code(),
          text(rule.grace()),
          rule.debt().code(),
          now);
      openLots(asset, rule.expiryOf(now), now);
    }
    sql.update(
        "insert into expiry_policy_changes (asset, version, validity, zone, rounding, grace, debt,"
            + " changed_by, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        asset,
        version + 1,
        text(rule.validity()),
        rule.zone().getId(),
        rule.rounding().code(),
        text(rule.grace()),
        rule.debt().code(),
        actor,
        now);
    return read(asset).orElseThrow();
  }

  /** Makes each balance that is there a lot. Every account is locked, also the empty ones. */
  private void openLots(String asset, @Nullable Instant expiresAt, Instant now) {
    sql.query(
        "select set_config('statement_timeout', '25s', true), set_config('lock_timeout', '5s',"
            + " true)",
        row -> true);
    sql.update(
        """
        with locked as materialized (
          select b.account_id, b.posted from accounts a join balances b on b.account_id = a.id
           where a.class = 'customer' and a.asset = ? order by a.lock_rank, a.id for update of b),
        opened as (
          insert into lots (account_id, expires_at, earned_at, opening, amount, remaining)
          select account_id, ?::timestamptz, ?::timestamptz, posted, posted, posted from locked where posted > 0
          returning account_id, expires_at)
        insert into lot_days (account_id, expires_at, opened_at, next_at)
        select account_id, expires_at, ?::timestamptz, ?::timestamptz from opened where expires_at is not null
        """,
        asset,
        expiresAt,
        now,
        now,
        now);
  }

  private Optional<Policy> read(String asset) {
    List<Version> versions =
        sql.query(
            "select * from expiry_policy_changes where asset = ? order by version desc",
            ExpiryPolicies::version,
            asset);
    return sql.first(
        "select switched_on_at from expiry_policies where asset = ?",
        row -> {
          Version current = versions.getFirst();
          ExpiryRule rule =
              ExpiryRule.of(
                  current.validity(),
                  current.zone(),
                  current.rounding(),
                  current.grace(),
                  current.debt());
          return new Policy(
              asset, Sql.instant(row, "switched_on_at"), rule.expiryOf(clock.instant()), versions);
        },
        asset);
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt("version"),
        row.getString("validity"),
        row.getString("zone"),
        row.getString("rounding"),
        row.getString("grace"),
        row.getString("debt"),
        row.getString("changed_by"),
        Sql.instant(row, "changed_at"));
  }

  private static void mustBe(@Nullable String expected, int version) {
    if (expected == null && version > 0) {
      throw EntityTag.missing("policy");
    }
    if (expected != null && !expected.equals(Integer.toString(version))) {
      throw EntityTag.changedMeanwhile("policy");
    }
  }

  private static @Nullable String text(@Nullable Span span) {
    return span == null ? null : span.text();
  }
}
