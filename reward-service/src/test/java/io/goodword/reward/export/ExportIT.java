package io.goodword.reward.export;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.ledger.Slots;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class ExportIT {

  @Inject Ledger ledger;
  @Inject Slots slots;
  @Inject TestClock clock;

  private final String asset = "POINTS:" + fresh("x");
  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @BeforeEach
  void anAsset() {
    Api.fei().body(Map.of("kind", "points", "scale", 2)).put("/v1/assets/" + asset);
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldWriteEachEntryAsDebitOrCredit() throws Exception {
    Instant from = at("2015-03-01T10:00:00Z");
    UUID funded = post("fund", issuance(-1_000), budget(1_000)).journalId();
    UUID granted = post("grant", budget(-300), Leg.earn(customer(alice), 300)).journalId();

    List<Files.Line> lines = own(Files.lines(stretch(from)));

    assertThat(lines)
        .extracting(line -> line.cell("journal_id"))
        .containsExactly(
            funded.toString(), funded.toString(), granted.toString(), granted.toString());
    assertThat(lines)
        .extracting(line -> line.cell("class"))
        .containsExactly("budget", "issuance", "customer", "budget");
    assertThat(lines).extracting(line -> line.cell("debit")).containsExactly("", "1000", "", "300");
    assertThat(lines)
        .extracting(line -> line.cell("credit"))
        .containsExactly("1000", "", "300", "");
    assertThat(lines.get(2).cells())
        .containsEntry("owner", alice)
        .containsEntry("kind", "grant")
        .containsEntry("scale", "2")
        .containsEntry("campaign_id", campaign)
        .containsEntry("actor", "test")
        .containsEntry("entry", "1");
  }

  @Test
  void shouldSayTheSameAsJsonLines() {
    Instant from = at("2015-03-02T10:00:00Z");
    post("fund", issuance(-10), budget(10));

    List<String> lines =
        new String(
                Files.bytes("general-ledger.jsonl?from=" + from + "&to=" + clock.instant()), UTF_8)
            .lines()
            .toList();

    List<String> own = lines.stream().filter(line -> line.contains(asset)).toList();
    assertThat(own).hasSize(2);
    assertThat(own.get(0)).contains("\"class\":\"budget\"").contains("\"credit\":10");
    assertThat(own.get(1)).contains("\"class\":\"issuance\"").contains("\"debit\":10");
    assertThat(lines.getLast())
        .startsWith("{\"end\":true,\"lines\":" + (lines.size() - 1) + ",\"sha256\":");
  }

  @Test
  void shouldHoldFormulasAndMarkTheFileForExcel() throws Exception {
    Instant from = at("2015-03-03T10:00:00Z");
    post("fund", issuance(-10), budget(10));
    post("grant", budget(-1), Leg.earn(customer("=HYPERLINK(\"http://x\")" + alice), 1));

    byte[] file = Files.bytes(stretch(from) + "&bom=true");

    assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(new String(file, UTF_8)).contains("\"'=HYPERLINK(\"\"http://x\"\")" + alice);
  }

  /** More than two pages of journals: none is lost, doubled or cut in two. */
  @Test
  void shouldWriteEveryEntryOnceInAStableOrder() throws Exception {
    Instant from = at("2015-03-04T10:00:00Z");
    post("fund", issuance(-100_000), budget(100_000));
    var operations = new ArrayList<Operation>();
    for (int i = 0; i < 2_500; i++) {
      operations.add(
          new Operation.Post(
              fresh("many"),
              Purpose.of("grant", "test").in(campaign),
              List.of(budget(-1), Leg.earn(customer(alice + i % 50), 1))));
    }
    ledger.apply(operations);

    byte[] first = Files.bytes(stretch(from));
    List<Files.Line> lines = own(Files.lines(stretch(from)));

    assertThat(lines).hasSize(5_002);
    assertThat(
            lines.stream()
                .map(line -> List.of(line.cell("class"), line.cell("owner"), line.cell("entry")))
                .distinct())
        .hasSize(5_002);
    Map<String, Long> sums =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.cell("journal_id"), Collectors.summingLong(ExportIT::amount)));
    assertThat(sums).hasSize(2_501);
    assertThat(sums.values()).containsOnly(0L);
    assertThat(Files.bytes(stretch(from))).isEqualTo(first);
  }

  @Test
  void shouldIncludeItsBeginAndNotItsEnd() throws Exception {
    at("2015-03-05T10:00:00Z");
    Instant posted = post("fund", issuance(-10), budget(10)).recordedAt();

    String range = "general-ledger.csv?from=%s&to=%s";
    assertThat(own(Files.lines(range.formatted(posted, posted.plusNanos(1_000))))).hasSize(2);
    assertThat(own(Files.lines(range.formatted(posted.minusSeconds(5), posted)))).isEmpty();
    assertThat(own(Files.lines(range.formatted(posted.plusNanos(1_000), clock.instant()))))
        .isEmpty();
  }

  /** The classes of a line sum to zero, and the total is that of the trial balance to the unit. */
  @Test
  void shouldReconcileTheLiabilityWithTheTrialBalance() throws Exception {
    post("fund", issuance(-1_000), budget(1_000));
    post("grant", budget(-300), Leg.earn(customer(alice), 300));
    post("spend", Leg.of(customer(alice), -100), Leg.of(AccountRef.redemption("shop", asset), 100));
    post("expire", Leg.of(customer(alice), -50), Leg.of(AccountRef.breakage(asset), 50));
    post("reverse", Leg.take(customer(alice), 180), budget(180));
    ledger.hold(
        new Operation.Hold(
            fresh("hold"),
            Purpose.of("grant", "test").in(campaign),
            AccountRef.budget(campaign, asset),
            customer(alice),
            40,
            null));

    List<Files.Line> lines = own(Files.lines("liability.csv"));

    assertThat(lines.getFirst().cells())
        .containsEntry("scope", "total")
        .containsEntry("outstanding", "0")
        .containsEntry("debt", "-30")
        .containsEntry("held", "40")
        .containsEntry("budget", "880")
        .containsEntry("redeemed", "100")
        .containsEntry("breakage", "50")
        .containsEntry("issuance", "-1000");
    assertThat(Files.trialBalance(asset))
        .containsEntry("customer", 0)
        .containsEntry("debt", -30)
        .containsEntry("budget", 880)
        .containsEntry("redemption", 100)
        .containsEntry("breakage", 50)
        .containsEntry("issuance", -1_000);
    assertThat(lines).allSatisfy(line -> assertThat(rowSum(line)).isZero());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).cells()).containsEntry("campaign_id", campaign);
  }

  @Test
  void shouldCountWhatABudgetHasLeasedAsItsOwn() throws Exception {
    post("fund", issuance(-1_000), budget(1_000));
    slots.divide(AccountRef.budget(campaign, asset), 4);
    post("grant", budget(-10), Leg.earn(customer(alice), 10));

    assertThat(Files.trialBalance(asset).get("escrow")).isPositive();
    assertThat(own(Files.lines("liability.csv")))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line.cells())
                    .containsEntry("escrow", "0")
                    .containsEntry("budget", "990")
                    .containsEntry("outstanding", "10"));
  }

  @Test
  void shouldTellWhatWasHeldAtAPastMoment() throws Exception {
    post("fund", issuance(-1_000), budget(1_000));
    UUID hold =
        ledger
            .hold(
                new Operation.Hold(
                    fresh("hold"),
                    Purpose.of("grant", "test").in(campaign),
                    AccountRef.budget(campaign, asset),
                    customer(alice),
                    40,
                    null))
            .id();
    Instant opened = clock.instant();
    ledger.voidHold(hold, 15L);
    Instant reduced = clock.instant();
    ledger.postHold(hold, null, fresh("confirm"), Purpose.of("confirm", "test").in(campaign));

    assertThat(held("?at=" + opened)).isEqualTo("40");
    assertThat(held("?at=" + reduced)).isEqualTo("25");
    assertThat(held("")).isEqualTo("0");
    assertThat(held("?at=" + opened + "&by=effective")).isEqualTo("40");
  }

  @Test
  void shouldRefuseWhatIsNoStretchOfThePast() {
    as("an", "auditor")
        .get("/v1/exports/general-ledger.csv?from=soon")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("violations[0].field", equalTo("from"));
    for (String bad :
        List.of(
            "general-ledger.csv?to=2099-01-01",
            "general-ledger.csv?period=2026-13",
            "general-ledger.csv?period=2026-10&from=2026-10-01",
            "general-ledger.jsonl?from=2026-10-02&to=2026-10-01",
            "liability.csv?at=2099-01-01",
            "liability.csv?by=guess",
            "roll-forward.csv?by=guess")) {
      as("an", "auditor").get("/v1/exports/" + bad).then().statusCode(422);
    }
  }

  private Instant at(String moment) {
    Instant then = Instant.parse(moment);
    clock.setAhead(Duration.between(Instant.now(), then));
    return then;
  }

  private String stretch(Instant from) {
    return "general-ledger.csv?from=" + from + "&to=" + clock.instant();
  }

  private String held(String query) throws Exception {
    return own(Files.lines("liability.csv" + query)).getFirst().cell("held");
  }

  private List<Files.Line> own(List<Files.Line> lines) {
    return lines.stream().filter(line -> line.cell("asset").equals(asset)).toList();
  }

  private Outcome.Posted post(String kind, Leg... legs) {
    return ledger.post(fresh("post"), Purpose.of(kind, "test").in(campaign), List.of(legs));
  }

  private Leg issuance(long amount) {
    return Leg.of(AccountRef.issuance(asset), amount);
  }

  private Leg budget(long amount) {
    return Leg.of(AccountRef.budget(campaign, asset), amount);
  }

  private AccountRef customer(String id) {
    return AccountRef.customer(id, asset);
  }

  private static long amount(Files.Line line) {
    return line.cell("credit").isEmpty() ? -line.number("debit") : line.number("credit");
  }

  private static long rowSum(Files.Line line) {
    return List.of(
            "outstanding", "debt", "escrow", "stock", "budget", "redeemed", "breakage", "issuance")
        .stream()
        .mapToLong(column -> line.number(column))
        .sum();
  }
}
