package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.lane.Turn;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same journals in batches and one by one leave the same books. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class TogetherIT {

  private static final int JOURNALS = 80;
  private static final int PEOPLE = 4;

  @Inject Together together;
  @Inject Sql sql;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  /** A journal before its people and its budget have names. */
  private record Draft(int kind, int from, int to, long amount) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 20261125, 99})
  void shouldLeaveTheSameHistoryInBatchesAsOneByOne(long seed) {
    var random = new Random(seed);
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < JOURNALS; i++) {
      int from = random.nextInt(PEOPLE);
      drafts.add(
          new Draft(
              random.nextInt(4),
              from,
              (from + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE,
              1 + random.nextInt(30)));
    }
    String single = fresh("single");
    String batch = fresh("batch");
    Api.fund(single, "POINTS", 400).then().statusCode(201);
    Api.fund(batch, "POINTS", 400).then().statusCode(201);

    List<String> ofSingles = new ArrayList<>();
    for (int i = 0; i < JOURNALS; i++) {
      ofSingles.addAll(outcomes(single, List.of(work(single, i, drafts.get(i)))));
    }
    List<String> ofBatches = new ArrayList<>();
    for (int i = 0; i < JOURNALS; ) {
      List<Together.Work<?>> works = new ArrayList<>();
      for (int size = 1 + random.nextInt(20); size > 0 && i < JOURNALS; size--) {
        works.add(work(batch, i, drafts.get(i)));
        i++;
      }
      ofBatches.addAll(outcomes(batch, works));
    }

    assertThat(ofBatches).isEqualTo(ofSingles);
    assertThat(ofBatches).contains("refused");
    assertThat(entries(batch)).isEqualTo(entries(single)).isNotEmpty();
    assertThat(events(batch)).isEqualTo(events(single)).isNotEmpty();
    assertThat(kept(batch)).isEqualTo(kept(single)).isNotEmpty();
  }

  @Test
  void shouldStoreNothingWhenAllOfABatchIsRefused() {
    String campaign = fresh("poor");
    Api.fund(campaign, "POINTS", 5).then().statusCode(201);
    List<Together.Work<?>> works = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      works.add(work(campaign, i, new Draft(0, 0, i, 6)));
    }

    assertThat(together.batch(works))
        .allSatisfy(
            turn ->
                assertThat(turn)
                    .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        refused ->
                            assertThat(((Problem) refused.why()).code())
                                .isEqualTo("budget-exhausted")));

    assertThat(count("select count(*) from accounts where owner like ?", campaign + "/%")).isZero();
    assertThat(count("select count(*) from idempotency where key like ?", campaign + "/%"))
        .isZero();
  }

  @Test
  void shouldAnswerAsBeforeWhenAKeyComesBackInABatch() {
    String campaign = fresh("campaign");
    Api.fund(campaign, "POINTS", 100).then().statusCode(201);
    Together.Work<Journals.Receipt> first = work(campaign, 0, new Draft(0, 0, 1, 6));
    Answer<Journals.Receipt> before = once(first);

    List<Turn<Answer<?>>> turns =
        together.batch(List.of(first, work(campaign, 1, new Draft(0, 0, 2, 7))));
    Answer<Journals.Receipt> again = once(first);

    assertThat(turns.get(0)).isInstanceOf(Turn.Alone.class);
    assertThat(turns.get(1)).isInstanceOf(Turn.Done.class);
    assertThat(before.replayed()).isFalse();
    assertThat(again.replayed()).isTrue();
    assertThat(again.value()).isEqualTo(before.value());
    assertThat(Api.budget(campaign).getLong("items[0].spent")).isEqualTo(13);
  }

  @Test
  void shouldRefuseAKeyThatBelongsToAnotherBodyAndNobodyElse() {
    String campaign = fresh("campaign");
    Api.fund(campaign, "POINTS", 100).then().statusCode(201);
    Together.Work<Journals.Receipt> first = work(campaign, 0, new Draft(0, 0, 1, 6));
    once(first);
    Together.Work<Journals.Receipt> other = work(campaign, 1, new Draft(0, 0, 2, 7));
    var reused =
        new Together.Work<>(
            first.key(), "another body", other.type(), other.post(), other.answer());

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> once(reused))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("idempotency-key-reused"));

    assertThat(Api.budget(campaign).getLong("items[0].spent")).isEqualTo(6);
    assertThat(once(other).replayed()).isFalse();
  }

  private <T> Answer<T> once(Together.Work<T> work) {
    return together.once(work.key(), work.request(), work.type(), work.post(), work.answer());
  }

  private static Together.Work<Journals.Receipt> work(String campaign, int number, Draft draft) {
    String key = campaign + "/" + number;
    AccountRef budget = AccountRef.budget(campaign, "POINTS");
    AccountRef from = AccountRef.customer(campaign + "/person-" + draft.from(), "POINTS");
    AccountRef to = AccountRef.customer(campaign + "/person-" + draft.to(), "POINTS");
    List<Leg> legs =
        switch (draft.kind()) {
          case 0, 1 -> List.of(Leg.of(budget, -draft.amount()), Leg.of(to, draft.amount()));
          case 2 -> List.of(Leg.of(from, -draft.amount()), Leg.of(to, draft.amount()));
          default -> List.of(Leg.of(from, -draft.amount()), Leg.of(budget, draft.amount()));
        };
    return new Together.Work<>(
        new IdempotencyKey("test", "journal.post", key),
        Map.of("journal", number),
        Journals.Receipt.class,
        new Operation.Post("journal/" + key, Purpose.of("grant", "test"), legs),
        Journals.Receipt::of);
  }

  private List<String> outcomes(String campaign, List<Together.Work<?>> works) {
    return together.batch(works).stream()
        .map(
            turn ->
                switch (turn) {
                  case Turn.Done<Answer<?>> done ->
                      named(campaign, done.value().value().toString());
                  case Turn.Refused<Answer<?>> ignored -> "refused";
                  case Turn.Alone<Answer<?>> ignored -> "alone";
                })
        .toList();
  }

  /** The same without what differs by nature: names, ids and times. */
  private static String named(String campaign, String text) {
    return text.replace(campaign, "campaign")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time");
  }

  private List<String> entries(String campaign) {
    return sql.query(
        """
        select a.class || ' ' || a.owner || ' ' || e.seq || ' ' || e.amount || ' ' || e.balance_after || ' ' || j.kind
               || ' ' || j.business_key
          from entries e join accounts a on a.id = e.account_id join journals j on j.id = e.journal_id
         where j.business_key like ? order by a.class, a.owner, e.seq
        """,
        row -> named(campaign, row.getString(1)),
        "journal/" + campaign + "/%");
  }

  /** Events in the order in which they are published, with numbers for accounts. */
  private List<String> events(String campaign) {
    Map<String, String> accounts = new HashMap<>();
    return sql.query(
        "select o.aggregateid, o.sequence, o.payload from outbox o join accounts a on a.id::text ="
            + " o.aggregateid where a.owner = ? or a.owner like ? order by o.seq",
        row -> {
          String account =
              accounts.computeIfAbsent(row.getString(1), any -> "account-" + accounts.size());
          return account
              + " "
              + row.getLong(2)
              + " "
              + named(campaign, row.getString(3))
                  .replace("\"accountId\":\"" + row.getString(1) + "\"", "");
        },
        campaign,
        campaign + "/%");
  }

  private List<String> kept(String campaign) {
    return sql.query(
        "select key, encode(request_hash, 'hex'), answer from idempotency where key like ? order by key",
        row -> named(campaign, row.getString(1) + row.getString(2) + row.getString(3)),
        campaign + "/%");
  }

  private long count(String query, String argument) {
    return sql.first(query, row -> row.getLong(1), argument).orElseThrow();
  }
}
