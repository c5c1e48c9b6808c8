package io.goodword.referral.commerce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.contracts.commerce.Claim;
import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.problem.Problem.Violation;
import io.goodword.referral.commerce.FactReader.Readable;
import io.goodword.referral.commerce.FactReader.Unreadable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REF-06")
class FactReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String REGISTERED =
      """
      {"specversion":"1.0","id":"e-1","source":"/shop","subject":"bob",
       "type":"io.goodword.commerce.customer.registered.v1","time":"2026-11-22T19:59:00+08:00",
       "data":{"customerId":"bob","occurredAt":"2026-11-22T11:58:00Z","claim":{"code":"K7M2Q9XA"}}}
      """;

  @Test
  void shouldReadARegistration() {
    ReportedFact fact = ((Readable) FactReader.read(REGISTERED.getBytes(UTF_8), NOW)).fact();
    assertThat(fact.id()).isEqualTo("e-1");
    assertThat(fact.time()).isEqualTo(Instant.parse("2026-11-22T11:59:00Z"));
    assertThat(fact.payload())
        .isEqualTo(
            new CustomerRegistered(
                "bob",
                Instant.parse("2026-11-22T11:58:00Z"),
                new Claim(null, "K7M2Q9XA", null),
                null));
  }

  @Test
  void shouldTakeTheTimeOfTheOccurrenceWhenTheEnvelopeHasNone() {
    String item =
        REGISTERED.replace("\"time\":\"2026-11-22T19:59:00+08:00\",", "\"traceparent\":\"x\",");
    assertThat(((Readable) FactReader.read(item.getBytes(UTF_8), NOW)).fact().time())
        .isEqualTo(Instant.parse("2026-11-22T11:58:00Z"));
  }

  @Test
  void shouldCutTheOccurrenceToWhatTheDatabaseKeeps() {
    String item = REGISTERED.replace("11:58:00Z", "11:58:00.123456789Z");
    ReportedFact fact = ((Readable) FactReader.read(item.getBytes(UTF_8), NOW)).fact();
    Instant kept = Instant.parse("2026-11-22T11:58:00.123456Z");
    assertThat(fact.occurredAt()).isEqualTo(kept);
    assertThat(fact.conversion())
        .isEqualTo(new Conversion("e-1", "bob", kept, null, new Claim(null, "K7M2Q9XA", null)));
  }

  @Test
  void shouldReadMoneyInMinorUnits() {
    String item =
        """
        {"specversion":"1.0","id":"e-2","source":"/shop","subject":"bob",
         "type":"io.goodword.commerce.order.paid.v1",
         "data":{"customerId":"bob","orderId":"o-1","occurredAt":"2026-11-22T11:58:00Z",
                 "amount":{"amount":9900,"currency":"CNY"}}}
        """;
    ReportedFact fact = ((Readable) FactReader.read(item.getBytes(UTF_8), NOW)).fact();
    assertThat(((OrderPaid) fact.payload()).amount().amount()).isEqualTo(9_900);
    assertThat(fact.orderId()).isEqualTo("o-1");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1.0\" | \"0.3\" | specversion | must be 1.0",
        "\"e-1\" | \"\" | id | must be 1 to 100 printable ASCII characters",
        "\"e-1\" | \"a b\" | id | must be 1 to 100 printable ASCII characters",
        "\"/shop\" | \" \" | source | must have 1 to 200 characters",
        "\"subject\":\"bob\" | \"subject\":\"eve\" | subject | must be the customerId of the data",
        "19:59:00+08:00 | noon | time | must be an RFC 3339 timestamp from 2000 on",
        "11:58:00Z | 12:05:01Z | data.occurredAt | must be from 2000 on and at most 5 minutes ahead",
        "2026-11-22T11:58 | 1999-11-22T11:58 | data.occurredAt | must be from 2000 on and at most 5 minutes ahead",
        "\"claim\" | \"clam\" | data.clam | is not a field of the contract",
        "\"customerId\":\"bob\" | \"customerId\":\"\" | data | customerId is required and must not be blank",
        "\"2026-11-22T11:58:00Z\" | \"soon\" | data.occurredAt | has the wrong type or form",
        "\"K7M2Q9XA\" | \"K7M2\\u0000\" | data.claim.code | must have at most 64 printable characters",
        "\"data\" | \"payload\" | data | must be a JSON object",
      })
  void shouldNameFieldAndRuleOfABadItem(String from, String to, String field, String rule) {
    String item = REGISTERED.replace(from, to);
    assertThat(item).isNotEqualTo(REGISTERED);
    Problem problem = ((Unreadable) FactReader.read(item.getBytes(UTF_8), NOW)).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.violations())
        .extracting(Violation::field, Violation::rule)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(field, rule));
  }

  @Test
  void shouldRefuseAnUnknownTypeAndKeepTheId() {
    String item = REGISTERED.replace("customer.registered.v1", "customer.registered.v9");
    Unreadable refused = (Unreadable) FactReader.read(item.getBytes(UTF_8), NOW);
    assertThat(refused.id()).isEqualTo("e-1");
    assertThat(refused.problem().code()).isEqualTo("unknown-type");
  }

  @Test
  void shouldRefuseTypesOfOtherTopics() {
    String item =
        REGISTERED.replace(
            "io.goodword.commerce.customer.registered.v1",
            "io.goodword.referral.milestone.reached.v1");
    assertThat(((Unreadable) FactReader.read(item.getBytes(UTF_8), NOW)).problem().code())
        .isEqualTo("unknown-type");
  }

  @Test
  void shouldRefuseAnItemOver64KiB() {
    String item = REGISTERED.replace("K7M2Q9XA", "A".repeat(FactReader.LARGEST_ITEM));
    assertThat(((Unreadable) FactReader.read(item.getBytes(UTF_8), NOW)).problem().code())
        .isEqualTo("event-too-large");
  }

  @Test
  void shouldSplitABatchWithoutLookingInside() {
    String odd = "{\"a\":1,\"a\":{\"é\":[2]}}";
    List<byte[]> items =
        FactReader.split(
            ("[ " + odd + " , 17 , \"x\", null, [1], " + REGISTERED + "]").getBytes(UTF_8));
    assertThat(items).hasSize(6);
    assertThat(new String(items.get(0), UTF_8)).isEqualTo(odd);
    assertThat(new String(items.get(4), UTF_8)).isEqualTo("[1]");
    assertThat(FactReader.read(items.get(5), NOW)).isInstanceOf(Readable.class);
    for (byte[] bad : items.subList(0, 5)) {
      assertThat(FactReader.read(bad, NOW)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void shouldTakeASingleEventAndAnEmptyBatch() {
    assertThat(FactReader.split(REGISTERED.getBytes(UTF_8))).hasSize(1);
    assertThat(FactReader.split("[]".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void shouldRefuseTheWholeWhenItIsNotJsonOrTooLong() {
    for (String body : List.of("", "17", "[", "{\"id\":", "[] []", "[{}")) {
      assertThatThrownBy(() -> FactReader.split(body.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }
    String tooLong = "[" + "{},".repeat(1_000) + "{}]";
    assertThatThrownBy(() -> FactReader.split(tooLong.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("batch-too-long"));
  }
}
