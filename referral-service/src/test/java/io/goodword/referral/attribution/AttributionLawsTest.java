package io.goodword.referral.attribution;

import static io.goodword.referral.attribution.Cases.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.attribution.AttributionCase.Advocate;
import io.goodword.referral.attribution.AttributionCase.Bound;
import io.goodword.referral.attribution.AttributionCase.Friend;
import io.goodword.referral.attribution.AttributionDecision.Attributed;
import io.goodword.referral.attribution.AttributionDecision.NotAttributed;
import io.goodword.referral.campaign.AttributionModel;
import io.goodword.referral.campaign.CampaignState;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.commerce.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Laws of attribution that hold for every case, not only for chosen ones. */
@Tag("REF-06")
class AttributionLawsTest {

  private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");
  private static final List<String> CAMPAIGNS = List.of("spring", "summer");

  @Property
  void shouldDecideTheSameWhateverTheOrderOfClaimsAndTouches(
      @ForAll("cases") AttributionCase facts, @ForAll Random random) {
    List<ResolvedClaim> claims = new ArrayList<>(facts.claims());
    List<Touch> touches = new ArrayList<>(facts.earlier());
    touches.addAll(facts.earlier());
    Collections.shuffle(claims, random);
    Collections.shuffle(touches, random);
    assertThat(AttributionDecision.of(with(facts, claims, touches, facts.campaigns())))
        .isEqualTo(AttributionDecision.of(facts));
  }

  @Property
  void shouldNeverCreditTheFriend(@ForAll("cases") AttributionCase facts) {
    if (AttributionDecision.of(facts) instanceof Attributed credited) {
      assertThat(credited.touch().advocateId()).isNotEqualTo(facts.friendId());
      assertThat(credited.score()).isBetween(0, 59);
      assertThat(credited.needsReview()).isEqualTo(credited.score() >= 30);
    }
  }

  @Property
  void shouldOnlyCreditAnOpenCampaignAndATouchInsideItsWindow(
      @ForAll("cases") AttributionCase facts) {
    if (AttributionDecision.of(facts) instanceof Attributed credited) {
      CampaignTerms terms = credited.terms();
      assertThat(terms.isOpenAt(facts.at())).isTrue();
      assertThat(credited.touch().at()).isAfterOrEqualTo(facts.at().minus(terms.window()));
      assertThat(credited.touch().campaignId()).isEqualTo(terms.campaignId());
    }
  }

  @Property
  void shouldNeverLoseAnAttributionToALongerWindow(
      @ForAll("claims") ResolvedClaim claim,
      @ForAll @IntRange(min = 1, max = 60) int days,
      @ForAll @IntRange(min = 0, max = 60) int more) {
    AttributionCase shorter = single(claim, Duration.ofDays(days));
    AttributionCase longer = single(claim, Duration.ofDays(days + more));
    if (AttributionDecision.of(shorter) instanceof Attributed credited) {
      assertThat(AttributionDecision.of(longer))
          .isInstanceOfSatisfying(
              Attributed.class, still -> assertThat(still.touch()).isEqualTo(credited.touch()));
    }
  }

  @Property
  void shouldExplainEveryDecision(@ForAll("cases") AttributionCase facts) {
    AttributionDecision decision = AttributionDecision.of(facts);
    assertThat(decision.findings()).isNotEmpty();
    boolean refused =
        decision.findings().stream()
            .anyMatch(finding -> finding.verdict() == Finding.Verdict.REFUSE);
    assertThat(decision)
        .satisfies(d -> assertThat(d instanceof NotAttributed && !refused).isFalse());
  }

  @Property
  void shouldBindAtMostOneAdvocateUnderAnyOrderOfConversions(
      @ForAll("conversions") List<AttributionCase> conversions, @ForAll Random random) {
    List<AttributionCase> order = new ArrayList<>(conversions);
    Collections.shuffle(order, random);
    Bound bound = null;
    Set<String> advocates = new HashSet<>();
    Set<Touch> onFile = new HashSet<>();
    for (AttributionCase facts : order) {
      AttributionDecision decision =
          AttributionDecision.of(
              new AttributionCase(
                  facts.friendId(),
                  facts.at(),
                  facts.orderId(),
                  facts.claims(),
                  onFile,
                  facts.campaigns(),
                  new Friend(
                      bound,
                      facts.friend().registeredAt(),
                      facts.friend().firstSeenAt(),
                      facts.friend().paidOrders(),
                      facts.friend().signals()),
                  facts.advocates()));
      onFile.addAll(ResolvedClaim.touchesOf(facts.claims()));
      if (decision instanceof Attributed credited) {
        advocates.add(credited.touch().advocateId());
        bound = new Bound("r-1", credited.touch().linkId());
      }
    }
    assertThat(advocates).hasSizeLessThanOrEqualTo(1);
  }

  @Provide
  Arbitrary<List<AttributionCase>> conversions() {
    return cases().list().ofMinSize(2).ofMaxSize(6);
  }

  @Provide
  Arbitrary<AttributionCase> cases() {
    return Combinators.combine(
            claims().list().ofMaxSize(3).map(AttributionLawsTest::oneOfEach),
            touches().list().ofMaxSize(5),
            terms("spring"),
            terms("summer"),
            signals(),
            signals(),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of(0, 1, 40))
        .as(
            (claims, earlier, spring, summer, friend, advocate, velocity, knownDays) -> {
              Instant known = NOON.minus(Duration.ofDays(knownDays));
              return new AttributionCase(
                  "bob",
                  NOON,
                  null,
                  claims,
                  earlier,
                  Map.of("spring", spring, "summer", summer),
                  new Friend(null, knownDays == 1 ? known : NOON, known, Map.of(), friend),
                  PEOPLE.stream()
                      .collect(Collectors.toMap(id -> id, id -> new Advocate(advocate, velocity))));
            });
  }

  @Provide
  Arbitrary<ResolvedClaim> claims() {
    Arbitrary<ResolvedClaim> known =
        Combinators.combine(touches(), Arbitraries.of(false, false, false, true))
            .as(
                (touch, spent) ->
                    new ResolvedClaim.Known(touch, spent && touch.via() == Via.TOKEN));
    Arbitrary<ResolvedClaim> refused =
        Arbitraries.of(Reason.TOKEN_FORGED, Reason.TOKEN_EXPIRED)
            .map(reason -> new ResolvedClaim.Refused(Via.TOKEN, reason, "seen in a test"));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, known), net.jqwik.api.Tuple.of(1, refused));
  }

  private static Arbitrary<Touch> touches() {
    return Combinators.combine(
            Arbitraries.of(Via.class),
            Arbitraries.of(PEOPLE),
            Arbitraries.of(CAMPAIGNS),
            Arbitraries.integers().between(-1, 60 * 24))
        .as(
            (via, advocate, campaign, hoursBefore) ->
                new Touch(
                    via,
                    campaign + "/" + advocate,
                    campaign,
                    advocate,
                    via == Via.TOKEN ? advocate + hoursBefore : null,
                    via == Via.TOKEN ? NOON.minus(Duration.ofHours(hoursBefore)) : NOON));
  }

  private static Arbitrary<CampaignTerms> terms(String id) {
    return Combinators.combine(
            Arbitraries.of(CampaignState.RUNNING, CampaignState.RUNNING, CampaignState.PAUSED),
            Arbitraries.of(AttributionModel.class),
            Arbitraries.integers().between(1, 60))
        .as(
            (state, model, days) ->
                new CampaignTerms(
                    id,
                    "CN",
                    state,
                    NOON.minus(Duration.ofDays(90)),
                    NOON.plus(Duration.ofDays(1)),
                    1,
                    model,
                    Duration.ofDays(days),
                    List.of()));
  }

  private static Arbitrary<Set<Signal>> signals() {
    return Combinators.combine(Arbitraries.of(Signal.Kind.class), Arbitraries.of("h1", "h2"))
        .as(Signal::new)
        .set()
        .ofMaxSize(3);
  }

  /** A conversion carries at most one claim of each kind. */
  private static List<ResolvedClaim> oneOfEach(List<ResolvedClaim> claims) {
    return List.copyOf(
        claims.stream()
            .collect(Collectors.toMap(ResolvedClaim::via, claim -> claim, (a, b) -> a))
            .values());
  }

  private static AttributionCase single(ResolvedClaim claim, Duration window) {
    return new AttributionCase(
        "bob",
        NOON,
        null,
        List.of(claim),
        List.of(),
        Map.of("spring", Cases.terms(AttributionModel.LAST_TOUCH, window, CampaignState.RUNNING)),
        new Friend(null, NOON, NOON, Map.of(), Set.of()),
        Map.of());
  }

  private static AttributionCase with(
      AttributionCase facts,
      List<ResolvedClaim> claims,
      List<Touch> earlier,
      Map<String, CampaignTerms> campaigns) {
    return new AttributionCase(
        facts.friendId(),
        facts.at(),
        facts.orderId(),
        claims,
        earlier,
        campaigns,
        facts.friend(),
        facts.advocates());
  }
}
