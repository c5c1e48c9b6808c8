package io.goodword.reward.rule;

import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.RewardTerm;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Leg;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The promises of campaigns, as their events tell them, and of review programmes. */
@ApplicationScoped
@RegisterForReflection(
    targets = {CampaignStarted.class, CampaignRevised.class, RewardTerm.class, Rule.class})
public class Rules {

  /** The occasion that a review programme can reward. */
  public static final String REVIEW = "review.published";

  /** Promises of review programmes have no versions. */
  private static final int UNVERSIONED = 0;

  private static final Duration LONGEST_HOLDING = Duration.ofDays(366);
  private static final int LONGEST_ID = 100;
  private static final String COLUMNS =
      "rule_id, campaign_id, occasion, beneficiary, asset, amount, holding_period";

  private final Sql sql;
  private final Assets assets;
  private final Ids ids;
  private final Clock clock;

  Rules(Sql sql, Assets assets, Ids ids, Clock clock) {
    this.sql = sql;
    this.assets = assets;
    this.ids = ids;
    this.clock = clock;
  }

  /** A promise of a review programme as it is sent. */
  record Promise(
      @Nullable String id,
      @Nullable String on,
      @Nullable String programmeId,
      @Nullable String beneficiary,
      @Nullable String asset,
      @Nullable Long amount,
      @Nullable Duration holdingPeriod) {}

  @Transactional
  void started(CampaignStarted event) {
    arrived(event.campaignId(), event.termsVersion(), event.rewards());
  }

  @Transactional
  void revised(CampaignRevised event) {
    arrived(event.campaignId(), event.termsVersion(), event.rewards());
  }

  /**
   * The promises of a version of a campaign's terms for an occasion.
   *
   * @return empty when that version has not arrived yet, which is not the same as no promise
   */
  @Transactional
  public Optional<List<Rule>> of(String campaignId, int termsVersion, String occasion) {
    boolean arrived =
        sql.first(
                "select 1 from terms where campaign_id = ? and terms_version = ?",
                row -> true,
                campaignId,
                termsVersion)
            .isPresent();
    return arrived ? Optional.of(rules(campaignId, termsVersion, occasion)) : Optional.empty();
  }

  /** What a review programme promises for a published review. */
  @Transactional
  public List<Rule> ofProgramme(String programmeId) {
    return rules(programmeId, UNVERSIONED, REVIEW);
  }

  /**
   * Stores a promise of a review programme; the same promise again changes nothing.
   *
   * @throws Problem 422 for a malformed promise, 409 rule-is-fixed when the id has another one
   */
  @Transactional
  Rule promise(Promise promise) {
    Rule rule = checked(promise);
    store(List.of(rule), UNVERSIONED);
    Rule stored =
        sql.first(
                "select "
                    + COLUMNS
                    + " from rules where terms_version = "
                    + UNVERSIONED
                    + " and rule_id = ?",
                Rules::rule,
                rule.ruleId())
            .orElseThrow();
    if (!stored.equals(rule)) {
      throw Problem.conflict(
          "rule-is-fixed", "The id has another promise; what was promised is not changed.");
    }
    return stored;
  }

  private Rule checked(Promise promise) {
    if (!REVIEW.equals(promise.on())) {
      throw Problem.invalid(
          "on", "must be review.published; campaigns bring their own rules", promise.on());
    }
    if (!"reviewer".equals(promise.beneficiary())) {
      throw Problem.invalid("beneficiary", "must be reviewer", promise.beneficiary());
    }
    String programme = promise.programmeId();
    if (programme == null || programme.isBlank() || programme.length() > LONGEST_ID) {
      throw Problem.invalid("programmeId", "must have 1 to 100 characters", programme);
    }
    Long amount = promise.amount();
    if (amount == null || amount < 1 || amount > Leg.MAX_AMOUNT) {
      throw Problem.invalid("amount", "must be 1 to 10^15 minor units", amount);
    }
    Duration holding = promise.holdingPeriod() == null ? Duration.ZERO : promise.holdingPeriod();
    if (holding.isNegative() || holding.compareTo(LONGEST_HOLDING) > 0) {
      throw Problem.invalid("holdingPeriod", "must be PT0S to P366D", holding);
    }
    String asset = promise.asset();
    if (asset == null) {
      throw Problem.invalid("asset", "is required", null);
    }
    assets.mustKnow(AccountRef.budget(programme, asset).asset());
    String id = promise.id() == null ? ids.text() : promise.id();
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw Problem.invalid("id", "must have 1 to 100 characters", id);
    }
    return new Rule(id, programme, REVIEW, "reviewer", asset, amount, holding);
  }

  private void arrived(String campaignId, int termsVersion, List<RewardTerm> rewards) {
    int first =
        sql.update(
            "insert into terms (campaign_id, terms_version, arrived_at) values (?, ?, ?)"
                + " on conflict do nothing",
            campaignId,
            termsVersion,
            clock.instant());
    if (first == 1) {
      store(
          rewards.stream()
              .map(
                  term ->
                      new Rule(
                          term.ruleId(),
                          campaignId,
                          term.milestone(),
                          term.beneficiary(),
                          term.asset(),
                          term.amount(),
                          term.holdingPeriod()))
              .toList(),
          termsVersion);
    }
  }

  private void store(List<Rule> rules, int termsVersion) {
    sql.batch(
        "insert into rules (campaign_id, terms_version, rule_id, occasion, beneficiary, asset,"
            + " amount, holding_period, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        rules.stream()
            .map(
                rule ->
                    new @Nullable Object[] {
                      rule.campaignId(),
                      termsVersion,
                      rule.ruleId(),
                      rule.occasion(),
                      rule.beneficiary(),
                      rule.asset(),
                      rule.amount(),
                      rule.holdingPeriod().toString(),
                      clock.instant()
                    })
            .toList());
  }

  private List<Rule> rules(String campaignId, int termsVersion, String occasion) {
    return sql.query(
        "select "
            + COLUMNS
            + " from rules where campaign_id = ? and terms_version = ? and occasion = ?"
            + " order by rule_id",
        Rules::rule,
        campaignId,
        termsVersion,
        occasion);
  }

  private static Rule rule(ResultSet row) throws SQLException {
    return new Rule(
        row.getString("rule_id"),
        row.getString("campaign_id"),
        row.getString("occasion"),
        row.getString("beneficiary"),
        row.getString("asset"),
        row.getLong("amount"),
        Duration.parse(row.getString("holding_period")));
  }
}
