package io.goodword.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Who may know whom. */
public final class ModuleRules {

  private static final Set<String> OPEN_TO_SERVICES = Set.of("contracts", "kit");

  private ModuleRules() {}

  /** Services know each other by events and HTTP only. */
  public static final ArchRule NO_SERVICE_DEPENDS_ON_ANOTHER =
      classes()
          .that(Parts.SERVICE)
          .should(
              Parts.notDependOn(
                  "another service",
                  DescribedPredicate.describe(
                      "another service",
                      dependency -> {
                        String target =
                            Parts.partOf(dependency.getTargetClass().getBaseComponentType());
                        return !target.isEmpty()
                            && !target.equals(Parts.partOf(dependency.getOriginClass()))
                            && !OPEN_TO_SERVICES.contains(target);
                      })))
          .allowEmptyShould(true)
          .because(
              "services are released apart; fix: react to the other service's event "
                  + "(event-contracts) or call its HTTP API");

  /** Contracts are data. */
  public static final ArchRule CONTRACTS_ARE_PLAIN =
      classes()
          .that()
          .resideInAPackage("io.goodword.contracts..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.annotation..",
              "io.goodword.contracts..")
          .allowEmptyShould(true)
          .because(
              "whoever reads our events takes this jar without a framework; fix: keep only records "
                  + "with java.*, JSpecify and Jackson annotations here, logic goes to its service");

  /** The kit knows no domain. */
  public static final ArchRule KIT_KNOWS_NO_DOMAIN =
      classes()
          .that(Parts.KIT)
          .should(
              Parts.notDependOn(
                  "contracts or services",
                  DescribedPredicate.describe(
                      "another part",
                      dependency -> {
                        String target =
                            Parts.partOf(dependency.getTargetClass().getBaseComponentType());
                        return !target.isEmpty() && !target.equals("kit");
                      })))
          .allowEmptyShould(true)
          .because(
              "the kit holds mechanisms, not nouns of the business; fix: pass the value or a "
                  + "function in, or move the class into the service that needs it");

  /** Features (and packages of the kit) form no cycle. */
  public static final ArchRule FEATURES_FREE_OF_CYCLES =
      slices()
          .matching("io.goodword.(*).(*)..")
          .namingSlices("feature $2 of $1")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because(
              "a feature must be understood and changed alone; fix: turn one direction into an "
                  + "event or a function that is passed in, or move the shared type to the feature "
                  + "that owns it");

  /** No code generators and no grab bags. */
  public static final ArchRule NO_UNWANTED_LIBRARIES =
      classes()
          .that(Parts.SHIPPED)
          .should(
              Parts.notDependOn(
                  "Lombok, MapStruct or Guava",
                  DescribedPredicate.describe(
                      "unwanted libraries",
                      dependency ->
                          Parts.named(
                              dependency.getTargetClass(),
                              "lombok.",
                              "org.mapstruct.",
                              "com.google.common."))))
          .allowEmptyShould(true)
          .because(
              "records and the JDK do it with less to learn; fix: a record instead of Lombok, a "
                  + "static of(...) instead of MapStruct, java.util instead of Guava");
}
