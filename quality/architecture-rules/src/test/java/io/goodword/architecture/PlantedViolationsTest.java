package io.goodword.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule refuses code that breaks it, says where and how to fix it, and lets house style pass.
 */
class PlantedViolationsTest {

  private static final Map<String, ArchRule> RULES = ArchitectureRules.all();

  /** A rule, the package with its planted violations, and what the failure names. */
  record Planted(String rule, List<String> packages, List<String> named) {}

  private static Planted planted(String rule, String packageName, String... named) {
    return new Planted(rule, List.of(packageName.split(" ")), List.of(named));
  }

  static Stream<Planted> planted() {
    String here = "io.goodword.planted.";
    return Stream.of(
        planted("INCOMING_ONLY_IN_CONSUMERS", here + "incoming", "OrderListener.receive"),
        planted(
            "CONSUMERS_GO_THROUGH_THE_INBOX",
            here + "inbox",
            "OrderConsumer.receive",
            "RefundConsumer.receive"),
        planted("KAFKA_PRODUCERS_ONLY_IN_KIT", here + "producer", "Announcer", "ProducerRecord"),
        planted("KAFKA_PRODUCERS_ONLY_IN_KIT", here + "emitter", "Shouter"),
        planted(
            "TRANSACTIONS_OPEN_AT_FACADES",
            here + "transaction",
            "GrantResource.grant()",
            "Grant.confirm()",
            "Grants is @Transactional"),
        planted("REST_ONLY_IN_RESOURCES", here + "rest", "Campaigns.find"),
        planted(
            "NO_PERSISTENCE_IN_RESOURCES",
            here + "persistence",
            "LinkResource.open()",
            "CodeResource.count()"),
        planted("NO_ENTITY_IN_SIGNATURES", here + "entity", "ReviewResource.all()", "Page.items"),
        planted("ENDPOINTS_ARE_PUBLIC", here + "endpoint", "ShareResource.shares()"),
        planted("RESOURCES_ARE_NOT_PUBLIC", here + "endpoint", "ShareResource"),
        planted("ENDPOINTS_NAME_THEIR_CALLERS", here + "endpoint", "ShareResource.shares()"),
        planted("ENDPOINTS_ARE_DOCUMENTED", here + "endpoint", "ShareResource.shares()"),
        planted("NO_SERVICE_DEPENDS_ON_ANOTHER", here + "neighbour", "io.goodword.neighbour.link"),
        planted("CONTRACTS_ARE_PLAIN", "io.goodword.contracts.planted", "jakarta.ws.rs.Path"),
        planted("KIT_KNOWS_NO_DOMAIN", "io.goodword.kit.planted", "io.goodword.neighbour.link"),
        planted(
            "FEATURES_FREE_OF_CYCLES",
            here + "circle " + here + "circletwo",
            "feature circle of planted",
            "feature circletwo of planted"),
        planted(
            "FEATURES_FREE_OF_CYCLES",
            "io.goodword.kit.plantedone io.goodword.kit.plantedtwo",
            "feature plantedone of kit"),
        planted("NO_UNWANTED_LIBRARIES", here + "library", "Views"),
        planted("NO_FIELD_INJECTION", here + "injection", "Programmes.clock"),
        planted("NO_METHOD_INJECTION", here + "injection", "Programmes.name"),
        planted(
            "TIME_AND_CHANCE_ARE_INJECTED",
            here + "chance",
            "Draws.now()",
            "Draws.today()",
            "Draws.millis()",
            "Draws.pick()",
            "Draws.share()",
            "Draws.jitter()",
            "Draws.ids()",
            "Draws.clock()"),
        planted("PACKAGES_ARE_NULL_MARKED", here + "unmarked", "io.goodword.planted.unmarked"),
        planted(
            "NAMES_SAY_WHAT_FOR",
            here + "naming",
            "CouponUtils",
            "CouponHelper",
            "CouponManager",
            "CouponImpl",
            "CouponCommon"),
        planted(
            "MONEY_IS_NOT_FLOATING",
            here + "ledger",
            "Rate.share ",
            "Rate.<init>(double)",
            "Rate.shares(float)"),
        planted(
            "REWARDS_SEE_NO_PRAISE",
            "io.goodword.reward.planted",
            "Praise.lastRating",
            "Praise.stars()",
            "Praise.getSentiment()"));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void shouldRefuseWhenViolationIsPlanted(Planted planted) {
    ArchRule rule = rule(planted.rule());
    EvaluationResult result = rule.evaluate(importing(planted.packages().toArray(String[]::new)));
    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString())
        .contains(planted.named())
        .contains("because")
        .contains("fix: ");
  }

  @Test
  void shouldNotRefuseWhenClockIsPassedIn() {
    EvaluationResult result =
        rule("TIME_AND_CHANCE_ARE_INJECTED").evaluate(importing("io.goodword.planted.chance"));
    assertThat(result.getFailureReport().toString()).doesNotContain("allowedToday");
  }

  @Test
  void shouldNotTakeAStartForAStar() {
    EvaluationResult result =
        rule("REWARDS_SEE_NO_PRAISE").evaluate(importing("io.goodword.reward.planted"));
    assertThat(result.getFailureReport().toString()).doesNotContain("startsAt", "operating", "pay");
  }

  @Test
  void shouldHaveAPlantedViolationForEachRule() {
    Set<String> proven = planted().map(Planted::rule).collect(Collectors.toSet());
    assertThat(proven).isEqualTo(RULES.keySet());
  }

  @Test
  void shouldLetHouseStylePassWhenNothingIsWrong() {
    JavaClasses proper = importing("io.goodword.proper");
    assertThat(proper.size()).isGreaterThan(5);
    RULES.forEach(
        (name, rule) ->
            assertThat(rule.evaluate(proper).getFailureReport().getDetails()).as(name).isEmpty());
  }

  private static ArchRule rule(String name) {
    return Objects.requireNonNull(RULES.get(name), name);
  }

  private static JavaClasses importing(String... packages) {
    return new ClassFileImporter().importPackages(packages);
  }
}
