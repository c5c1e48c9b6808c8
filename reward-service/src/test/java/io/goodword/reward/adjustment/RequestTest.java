package io.goodword.reward.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-10")
class RequestTest {

  private static final UUID ID = UUID.fromString("01980f2c-2c40-7e50-8f05-5a1d3c9b0005");

  /** Each reason with the signs and roles that it takes. */
  @ParameterizedTest(name = "{0} of {1} as {2}: {3}")
  @CsvSource({
    "goodwill, 5, SUPPORT, ok",
    "goodwill, -5, SUPPORT, amount",
    "complaint, 5, MARKETER, ok",
    "complaint, -5, FINANCE, amount",
    "correction, 5, SUPPORT, ok",
    "correction, -5, SUPPORT, ok",
    "fraud, -5, SUPPORT, ok",
    "fraud, 5, FINANCE, amount",
    "migration, 5, FINANCE, ok",
    "migration, -5, FINANCE, ok",
    "migration, 5, SUPPORT, reason",
    "migration, 5, MARKETER, reason",
    "test-refund, 5, SUPPORT, ok",
    "test-refund, -5, MARKETER, ok",
    "TEST_REFUND, -5, SUPPORT, reason",
    "bribe, 5, FINANCE, reason"
  })
  void shouldTakeAReasonOnlyWhereItFits(String reason, long amount, Role role, String answer) {
    Request request = request(amount, reason, "why", "complaint-7", "budget", "campaign-1", null);
    if (answer.equals("ok")) {
      assertThat(request.checked(role).reason()).isEqualTo(reason);
    } else {
      assertThat(field(request, role)).isEqualTo(answer);
    }
  }

  @ParameterizedTest(name = "from {0} {1} as {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "budget, campaign-1, SUPPORT, ok",
        "budget, -, SUPPORT, campaignId",
        "budget, ' ', SUPPORT, owner",
        "issuance, -, FINANCE, ok",
        "issuance, campaign-1, FINANCE, campaignId",
        "issuance, -, SUPPORT, source",
        "issuance, -, MARKETER, source",
        "treasure, campaign-1, FINANCE, source",
        "-, campaign-1, FINANCE, source"
      })
  void shouldPayFromABudgetOrForFinanceFromIssuance(
      @Nullable String source, @Nullable String campaign, Role role, String answer) {
    Request request = request(5, "correction", "why", null, source, campaign, null);
    if (answer.equals("ok")) {
      assertThat(request.checked(role).source()).isEqualTo(source);
    } else {
      assertThat(field(request, role)).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "write to alice@example.com",
        "call 138 1234 5678",
        "call +49 (30) 1234-5678",
        "call 13812345678"
      })
  void shouldRefuseANoteWithoutWordsOrWithContactData(String note) {
    assertThat(field(request(5, "goodwill", note, null, "budget", "c", null), Role.SUPPORT))
        .isEqualTo("note");
  }

  @ParameterizedTest
  @ValueSource(strings = {"二〇二六年双十一", "order 1001 of 2026", "paid @ the counter", "1234567 points"})
  void shouldTakeANoteOfWords(String note) {
    assertThat(request(5, "goodwill", note, null, "budget", "c", null).checked(Role.SUPPORT).note())
        .isEqualTo(note);
  }

  @Test
  void shouldTellContactDataToNobodyWhenItIsRefused() {
    assertThatThrownBy(
            () ->
                request(5, "goodwill", "write to a@b.example", null, "budget", "c", null)
                    .checked(Role.SUPPORT))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.violations().getFirst().value()).isNull();
              assertThat(problem).hasMessageNotContaining("a@b.example");
            });
  }

  @Test
  void shouldRefuseLimitsOfLengthAndAmount() {
    assertThat(
            request(5, "goodwill", "n".repeat(500), null, "budget", "c", null)
                .checked(Role.SUPPORT)
                .note())
        .hasSize(500);
    assertThat(
            field(request(5, "goodwill", "n".repeat(501), null, "budget", "c", null), Role.SUPPORT))
        .isEqualTo("note");
    assertThat(field(request(5, "complaint", "why", null, "budget", "c", null), Role.SUPPORT))
        .isEqualTo("cause");
    assertThat(
            field(
                request(5, "goodwill", "why", "c".repeat(101), "budget", "c", null), Role.SUPPORT))
        .isEqualTo("cause");
    assertThat(
            request(5, "goodwill", "why", "c".repeat(100), "budget", "c", null)
                .checked(Role.SUPPORT)
                .cause())
        .hasSize(100);
    assertThat(field(request(5, "goodwill", "why", " ", "budget", "c", null), Role.SUPPORT))
        .isEqualTo("cause");
    for (long amount : new long[] {0, Leg.MAX_AMOUNT + 1, -Leg.MAX_AMOUNT - 1, Long.MIN_VALUE}) {
      assertThat(
              field(request(amount, "correction", "why", null, "budget", "c", null), Role.SUPPORT))
          .isEqualTo("amount");
    }
    for (long amount : new long[] {1, -1, Leg.MAX_AMOUNT, -Leg.MAX_AMOUNT}) {
      assertThat(
              request(amount, "correction", "why", null, "budget", "c", null)
                  .checked(Role.SUPPORT)
                  .amount())
          .isEqualTo(amount);
    }
    assertThat(field(request(5, "goodwill", "why", null, "budget", "c", "lend"), Role.SUPPORT))
        .isEqualTo("onShortage");
    assertThat(
            field(new Request(null, null, null, null, null, null, null, null, null), Role.FINANCE))
        .isEqualTo("customerId");
  }

  @Test
  void shouldMoveBetweenCustomerAndSource() {
    AccountRef alice = AccountRef.customer("alice", "POINTS");
    AccountRef budget = AccountRef.budget("campaign-1", "POINTS");
    AccountRef issuance = AccountRef.issuance("POINTS");

    assertThat(legs(7, "correction", "budget", "campaign-1", null, Role.SUPPORT))
        .containsExactly(Leg.of(budget, -7), Leg.earn(alice, 7));
    assertThat(legs(-7, "correction", "budget", "campaign-1", "owe", Role.SUPPORT))
        .containsExactly(Leg.of(budget, 7), Leg.take(alice, 7));
    assertThat(legs(-7, "correction", "issuance", null, "refuse", Role.FINANCE))
        .containsExactly(Leg.of(issuance, 7), Leg.of(alice, -7));
  }

  @Test
  void shouldSayWhyInTheJournal() {
    var purpose =
        request(5, "complaint", "why", "complaint-7", "budget", "campaign-1", null)
            .checked(Role.SUPPORT)
            .purpose("su");

    assertThat(purpose.kind()).isEqualTo("adjust");
    assertThat(purpose.actor()).isEqualTo("su");
    assertThat(purpose.code()).isEqualTo("complaint");
    assertThat(purpose.cause()).isEqualTo("complaint-7");
    assertThat(purpose.campaignId()).isEqualTo("campaign-1");
    assertThat(
            request(5, "correction", "why", null, "issuance", null, null)
                .checked(Role.FINANCE)
                .purpose("fei")
                .campaignId())
        .isNull();
  }

  /** The value is that of sha256sum over the JSON text, as the guide says. */
  @Test
  void shouldHashTheCanonicalRequest() {
    Payload payload =
        new Payload(
            "alice",
            "POINTS",
            500,
            "complaint",
            "late parcel",
            "complaint-77",
            "budget",
            "campaign-1",
            "refuse");

    assertThat(payload.hash(ID, "su")).isEqualTo(GOLDEN);
    assertThat(payload.hash(ID, "fay")).isNotEqualTo(GOLDEN);
    assertThat(payload.hash(UUID.fromString("01980f2c-2c40-7e50-8f05-5a1d3c9b0006"), "su"))
        .isNotEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "21826e98726b49b0957042d26186c1d16f7c0f2a3b3783909343a0f744d8fa83";

  @Test
  void shouldActInTheRoleThatMayMost() {
    assertThat(Role.first(Set.of("support", "finance")::contains)).contains(Role.FINANCE);
    assertThat(Role.first(Set.of("support", "marketer")::contains)).contains(Role.MARKETER);
    assertThat(Role.first(Set.of("support")::contains)).contains(Role.SUPPORT);
    assertThat(Role.first(Set.of("customer")::contains)).isEmpty();
  }

  private static List<Leg> legs(
      long amount,
      String reason,
      String source,
      @Nullable String campaign,
      @Nullable String onShortage,
      Role role) {
    return request(amount, reason, "why", null, source, campaign, onShortage).checked(role).legs();
  }

  private static Request request(
      long amount,
      String reason,
      String note,
      @Nullable String cause,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String onShortage) {
    return new Request(
        "alice", "POINTS", amount, reason, note, cause, source, campaign, onShortage);
  }

  private static String field(Request request, Role role) {
    try {
      request.checked(role);
    } catch (Problem problem) {
      assertThat(problem.status()).isEqualTo(422);
      return problem.violations().getFirst().field();
    }
    return "ok";
  }
}
