package io.goodword.reward.tax;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.Assets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thresholds of markets and fair values of assets, each in versions that are only added. */
@ApplicationScoped
class TaxRules {

  private static final long LARGEST_AMOUNT = 1_000_000_000_000_000L;
  private static final long LARGEST_VALUE = 1_000_000_000_000L;
  private static final Pattern MARKET = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,19}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final String THRESHOLD =
      "market, basis, from_year, version, currency, amount, inclusive, zone, policy, source, verified";

  private final Sql sql;
  private final Assets assets;
  private final Clock clock;

  TaxRules(Sql sql, Assets assets, Clock clock) {
    this.sql = sql;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * A threshold as it is sent.
   *
   * @param basis year or event
   * @param fromYear first year in which it applies
   * @param currency ISO 4217 code
   * @param amount minor units of it
   * @param inclusive whether the amount itself counts
   * @param zone time zone in which the year begins
   * @param policy notify or hold
   * @param source rule of law and who checked it, 1 to 500 characters
   */
  record Change(
      @Nullable String basis,
      @Nullable Integer fromYear,
      @Nullable String currency,
      @Nullable Long amount,
      @Nullable Boolean inclusive,
      @Nullable String zone,
      @Nullable String policy,
      @Nullable String source) {}

  /**
   * A fair value as it is sent.
   *
   * @param currency ISO 4217 code
   * @param minor minor units of it
   * @param per for so many minor units of the asset, 1 if absent
   * @param from first day, today (UTC) if absent
   */
  record Worth(
      @Nullable String currency,
      @Nullable Long minor,
      @Nullable Long per,
      @Nullable LocalDate from) {}

  /**
   * Sets a threshold of a market from a year on.
   *
   * @throws Problem 422
   */
  @Transactional
  List<Threshold> set(String market, Change change, String actor) {
    if (!MARKET.matcher(market).matches()) {
      throw Problem.invalid("market", "must have 2 to 20 of A-Z a-z 0-9 -", market);
    }
    String basis = oneOf("basis", change.basis(), Threshold.YEAR, Threshold.EVENT);
    Integer year = change.fromYear();
    if (year == null || year < 1900 || year > 2999) {
      throw Problem.invalid("fromYear", "must be 1900 to 2999", year);
    }
    Boolean inclusive = change.inclusive();
    if (inclusive == null) {
      throw Problem.invalid("inclusive", "is required", null);
    }
    String source = change.source();
    if (source == null || source.isBlank() || source.length() > 500) {
      throw Problem.invalid("source", "must have 1 to 500 characters", source);
    }
    sql.query("select pg_advisory_xact_lock(hashtextextended(?, 62))", row -> true, market);
    sql.update(
        "insert into tax_thresholds ("
            + THRESHOLD
            + ", set_by, set_at) values (?, ?, ?, (select coalesce(max(version), 0) + 1 from"
            + " tax_thresholds where market = ? and basis = ? and from_year = ?), ?, ?, ?, ?, ?, ?,"
            + " true, ?, ?)",
        market,
        basis,
        year,
        market,
        basis,
        year,
        currency(change.currency()),
        amount("amount", change.amount(), 1, LARGEST_AMOUNT),
        inclusive,
        zone(change.zone()),
        oneOf("policy", change.policy(), "notify", "hold"),
        source,
        actor,
        clock.instant());
    lookAgain();
    return thresholds();
  }

  /** Every threshold that is in force for some year. */
  @Transactional
  List<Threshold> thresholds() {
    return sql.query(
        "select distinct on (market, basis, from_year) "
            + THRESHOLD
            + " from tax_thresholds order by market, basis, from_year, version desc",
        TaxRules::threshold);
  }

  /** Thresholds of all markets, or of one, in a year: at most one for each market and basis. */
  @Transactional
  List<Threshold> thresholds(@Nullable String market, int year) {
    return sql.query(
        "select distinct on (market, basis) "
            + THRESHOLD
            + " from tax_thresholds where (?::text is null or market = ?) and from_year <= ?"
            + " order by market, basis, from_year desc, version desc",
        TaxRules::threshold,
        market,
        market,
        year);
  }

  /**
   * Says what an asset is worth from a day on.
   *
   * @throws Problem 422
   */
  @Transactional
  List<FairValue> worth(String asset, Worth worth, String actor) {
    assets.mustKnow(asset);
    String currency = currency(worth.currency());
    LocalDate from =
        worth.from() == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : worth.from();
    if (from.getYear() < 1900 || from.getYear() > 2999) {
      throw Problem.invalid("from", "must be in 1900 to 2999", from);
    }
    sql.query("select 1 from assets where code = ? for no key update", row -> true, asset);
    sql.update(
        "insert into asset_fair_values (asset, currency, valid_from, version, minor, per, set_by,"
            + " set_at) values (?, ?, ?, (select coalesce(max(version), 0) + 1 from"
            + " asset_fair_values where asset = ? and currency = ? and valid_from = ?), ?, ?, ?, ?)",
        asset,
        currency,
        from,
        asset,
        currency,
        from,
        amount("minor", worth.minor(), 0, LARGEST_VALUE),
        worth.per() == null ? 1 : amount("per", worth.per(), 1, LARGEST_VALUE),
        actor,
        clock.instant());
    lookAgain();
    return values(asset);
  }

  /** Every fair value of an asset, in force or not, by currency and day. */
  @Transactional
  List<FairValue> values(String asset) {
    return sql.query(
        "select * from asset_fair_values where asset = ? order by currency, valid_from, version",
        TaxRules::value,
        asset);
  }

  /** Fair values of all assets in a currency. */
  @Transactional
  List<FairValue> valuesIn(String currency) {
    return sql.query(
        "select * from asset_fair_values where currency = ?", TaxRules::value, currency);
  }

  /** Notes in which market a campaign runs. */
  @Transactional
  void runs(String campaignId, String market) {
    int changed =
        sql.update(
            "insert into campaign_markets (campaign_id, market) values (?, ?)"
                + " on conflict (campaign_id) do update set market = excluded.market"
                + " where campaign_markets.market <> excluded.market",
            campaignId,
            market);
    if (changed == 1 && hasGiven(campaignId)) {
      lookAgain();
    }
  }

  /** Whether its budget has moved beyond its first funding: usually a market is known before. */
  private boolean hasGiven(String campaignId) {
    return sql.first(
            "select 1 from accounts a join balances b on b.account_id = a.id"
                + " where a.class = 'budget' and a.owner = ? and b.seq > 1 limit 1",
            row -> true,
            campaignId)
        .isPresent();
  }

  /** What was looked at may have to be judged anew. */
  private void lookAgain() {
    sql.update("update tax_watch set seen_until = null, changes = changes + 1");
  }

  private static Threshold threshold(ResultSet row) throws SQLException {
    return new Threshold(
        row.getString("market"),
        row.getString("basis"),
        row.getInt("from_year"),
        row.getInt("version"),
        row.getString("currency"),
        row.getLong("amount"),
        row.getBoolean("inclusive"),
        ZoneId.of(row.getString("zone")),
        row.getString("policy"),
        row.getString("source"),
        row.getBoolean("verified"));
  }

  private static FairValue value(ResultSet row) throws SQLException {
    return new FairValue(
        row.getString("asset"),
        row.getString("currency"),
        row.getObject("valid_from", LocalDate.class),
        row.getInt("version"),
        row.getLong("minor"),
        row.getLong("per"));
  }

  private static String currency(@Nullable String code) {
    if (code == null || !CURRENCY.matcher(code).matches()) {
      throw Problem.invalid("currency", "must be an ISO 4217 code such as CNY", code);
    }
    return code;
  }

  private static String zone(@Nullable String zone) {
    try {
      return ZoneId.of(zone == null ? "" : zone).getId();
    } catch (DateTimeException e) {
      throw Problem.invalid("zone", "must be a time zone such as Asia/Shanghai", zone);
    }
  }

  private static long amount(String field, @Nullable Long amount, long least, long most) {
    if (amount == null || amount < least || amount > most) {
      throw Problem.invalid(field, "must be %d to %d".formatted(least, most), amount);
    }
    return amount;
  }

  private static String oneOf(String field, @Nullable String value, String first, String second) {
    if (value == null || !(value.equals(first) || value.equals(second))) {
      throw Problem.invalid(field, "must be " + first + " or " + second, value);
    }
    return value;
  }
}
