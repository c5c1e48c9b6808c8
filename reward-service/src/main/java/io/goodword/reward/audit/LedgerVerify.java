package io.goodword.reward.audit;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify [from..to] [--hash HASH]}: recomputes the hash chain straight from the database,
 * without the service and read-only, with a login that may do no more than read (see {@code
 * db/roles/reward-app.sql}). The database is named by the variables that the service has, {@code
 * QUARKUS_DATASOURCE_JDBC_URL}, {@code _USERNAME} and {@code _PASSWORD}.
 *
 * <p>Ends with 0 when everything is as it was sealed, with 1 when something is not and names it,
 * with 2 when it could not verify.
 */
public final class LedgerVerify {

  private static final int IN_ORDER = 0;
  private static final int CHANGED = 1;
  private static final int NOT_VERIFIED = 2;

  private static final long JOURNALS_A_STEP = 20_000;
  private static final int MOST_SHOWN = 100;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String USAGE =
      "Say verify, verify 7, verify 7..12, and perhaps --hash HASH.";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  LedgerVerify(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(new LedgerVerify(System.getenv(), System.out, System.err).run(arguments));
  }

  /** What is asked for; {@code to} is null for the end of the chain. */
  private record Wish(long from, @Nullable Long to, @Nullable String hash) {}

  int run(String... arguments) {
    Wish wish = wish(arguments);
    if (wish == null) {
      err.println(USAGE);
      return NOT_VERIFIED;
    }
    String url = environment.get("QUARKUS_DATASOURCE_JDBC_URL");
    if (url == null) {
      err.println("QUARKUS_DATASOURCE_JDBC_URL must name the database of reward-service.");
      return NOT_VERIFIED;
    }
    try (Connection connection = DriverManager.getConnection(url, login())) {
      connection.setReadOnly(true);
      return verify(new RangeCheck(connection), wish);
    } catch (SQLException e) {
      err.println("The database could not be read: " + e.getMessage());
      return NOT_VERIFIED;
    }
  }

  private static @Nullable Wish wish(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("verify")) {
      return null;
    }
    long from = 1;
    Long to = null;
    String hash = null;
    for (int i = 1; i < arguments.length; i++) {
      Matcher range = RANGE.matcher(arguments[i]);
      if (arguments[i].equals("--hash") && i + 1 < arguments.length) {
        hash = arguments[++i];
      } else if (range.matches()) {
        from = Long.parseLong(range.group(1));
        to = range.group(2) == null ? Long.valueOf(from) : Long.valueOf(range.group(2));
      } else {
        return null;
      }
    }
    boolean turned = from < 1 || (to != null && to < from);
    boolean noHash = hash != null && !HASH.matcher(hash).matches();
    return turned || noHash ? null : new Wish(from, to, hash);
  }

  private Properties login() {
    var properties = new Properties();
    properties.setProperty("user", environment.getOrDefault("QUARKUS_DATASOURCE_USERNAME", ""));
    properties.setProperty("password", environment.getOrDefault("QUARKUS_DATASOURCE_PASSWORD", ""));
    properties.setProperty("ApplicationName", "goodword ledger verify");
    return properties;
  }

  private int verify(RangeCheck check, Wish wish) throws SQLException {
    long started = System.nanoTime();
    long head = check.head();
    long to = wish.to() == null ? head : wish.to();
    if (to > head || wish.from() > Math.max(head, 1)) {
      err.printf("The chain ends with block %d.%n", head);
      return NOT_VERIFIED;
    }
    long journals = 0;
    long found = 0;
    Long at = wish.from();
    String hash = "";
    while (at != null) {
      RangeCheck.Result result = check.run(at, to, JOURNALS_A_STEP);
      for (Finding finding : result.findings()) {
        show(finding, found++);
      }
      journals += result.journals();
      hash = result.hash();
      at = result.next();
    }
    if (wish.hash() != null) {
      Finding other = check.compare(to, wish.hash());
      if (other != null) {
        show(other, found++);
      }
    }
    out.printf(
        Locale.ROOT,
        "Blocks %d to %d, %d journals, %.1f s; hash of block %d: %s%n",
        wish.from(),
        to,
        journals,
        (System.nanoTime() - started) / 1e9,
        to,
        hash);
    out.println(
        found == 0
            ? "Everything is as it was sealed."
            : "NOT as it was sealed: %d findings.".formatted(found));
    return found == 0 ? IN_ORDER : CHANGED;
  }

  private void show(Finding finding, long number) {
    if (number >= MOST_SHOWN) {
      return;
    }
    out.printf(
        "block %d%s: %s (%s)%n",
        finding.height(),
        finding.journalId() == null ? "" : ", journal " + finding.journalId(),
        finding.detail(),
        finding.what().code());
  }
}
