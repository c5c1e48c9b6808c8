package io.goodword.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** HTTP is spoken by thin Resources, which know neither database nor transaction. */
public final class HttpRules {

  private static final List<String> VERBS =
      Stream.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
          .map(verb -> "jakarta.ws.rs." + verb)
          .toList();
  private static final List<String> WHO =
      List.of(
          "jakarta.annotation.security.RolesAllowed",
          "jakarta.annotation.security.PermitAll",
          "jakarta.annotation.security.DenyAll");

  private static final DescribedPredicate<JavaMethod> ENDPOINT =
      DescribedPredicate.describe(
          "endpoint methods", method -> VERBS.stream().anyMatch(method::isAnnotatedWith));

  private HttpRules() {}

  /** JAX-RS stays in Resources. */
  public static final ArchRule REST_ONLY_IN_RESOURCES =
      classes()
          .that(Parts.SERVICE)
          .and(DescribedPredicate.not(Parts.RESOURCE))
          .should(
              Parts.notDependOn(
                  "jakarta.ws.rs",
                  DescribedPredicate.describe(
                      "JAX-RS",
                      dependency -> Parts.named(dependency.getTargetClass(), "jakarta.ws.rs."))))
          .allowEmptyShould(true)
          .because(
              "a feature must be usable from a consumer or a job too; fix: move the JAX-RS type "
                  + "into the <What>Resource, throw io.goodword.kit.problem.Problem instead of a "
                  + "WebApplicationException");

  /** Resources know no persistence. */
  public static final ArchRule NO_PERSISTENCE_IN_RESOURCES =
      classes()
          .that(Parts.RESOURCE)
          .should(
              Parts.notDependOn(
                  "persistence",
                  DescribedPredicate.describe(
                      "persistence",
                      dependency ->
                          Parts.REPOSITORY.test(dependency.getTargetClass())
                              || Parts.named(
                                  dependency.getTargetClass(),
                                  "jakarta.persistence.",
                                  "jakarta.transaction.",
                                  "org.hibernate.",
                                  "io.quarkus.hibernate.",
                                  "io.quarkus.narayana.",
                                  "io.quarkus.panache.",
                                  "io.agroal.",
                                  "io.goodword.kit.sql.",
                                  "java.sql.",
                                  "javax.sql."))))
          .allowEmptyShould(true)
          .because(
              "a Resource parses, makes one call and represents; fix: give the query or the "
                  + "transaction an intention-named method on the feature's facade and call that");

  /** Entities never travel. */
  public static final ArchRule NO_ENTITY_IN_SIGNATURES =
      classes()
          .that(Parts.RESOURCE)
          .or()
          .resideInAPackage("io.goodword.contracts..")
          .should(notExposeEntities())
          .allowEmptyShould(true)
          .because(
              "a table may change without breaking callers; fix: nest a record in the Resource "
                  + "with a static of(entity) that copies what callers may see");

  /** Endpoint methods are public. */
  public static final ArchRule ENDPOINTS_ARE_PUBLIC =
      methods()
          .that(ENDPOINT)
          .should()
          .bePublic()
          .allowEmptyShould(true)
          .because(
              "a package-private endpoint method is silently ignored; fix: make the method public");

  /** Resource classes are not public. */
  public static final ArchRule RESOURCES_ARE_NOT_PUBLIC =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .should()
          .notBePublic()
          .allowEmptyShould(true)
          .because(
              "nothing but HTTP may call a Resource; fix: remove 'public' from the class and move "
                  + "what others need into the facade");

  /** Every endpoint says who may call it. */
  public static final ArchRule ENDPOINTS_NAME_THEIR_CALLERS =
      methods()
          .that(ENDPOINT)
          .should(nameTheirCallers())
          .allowEmptyShould(true)
          .because(
              "an endpoint without a word about callers is open to all; fix: write @RolesAllowed "
                  + "or, for a page that all may see, @PermitAll on the method or its class");

  /** Every endpoint is documented. */
  public static final ArchRule ENDPOINTS_ARE_DOCUMENTED =
      methods()
          .that(ENDPOINT)
          .should()
          .beAnnotatedWith("org.eclipse.microprofile.openapi.annotations.Operation")
          .allowEmptyShould(true)
          .because(
              "every operation is in OpenAPI with a sentence; fix: add @Operation(summary = \"...\")"
                  + " (hidden = true for a page)");

  private static ArchCondition<JavaClass> notExposeEntities() {
    return new ArchCondition<>("not expose an @Entity") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        boolean nested = javaClass.getEnclosingClass().isPresent();
        if (nested || javaClass.isRecord()) {
          for (JavaField field : javaClass.getFields()) {
            if (holdsEntity(field.getType())) {
              events.add(
                  SimpleConditionEvent.violated(field, field.getFullName() + " holds an @Entity"));
            }
          }
          return;
        }
        for (JavaMethod method : javaClass.getMethods()) {
          boolean seen =
              method.getModifiers().contains(JavaModifier.PUBLIC) || ENDPOINT.test(method);
          if (seen
              && (holdsEntity(method.getReturnType())
                  || method.getParameterTypes().stream().anyMatch(HttpRules::holdsEntity))) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " has an @Entity in its signature"));
          }
        }
      }
    };
  }

  private static boolean holdsEntity(JavaType type) {
    return type.getAllInvolvedRawTypes().stream().anyMatch(Parts.ENTITY);
  }

  private static ArchCondition<JavaMethod> nameTheirCallers() {
    return new ArchCondition<>("say who may call them") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean said =
            WHO.stream()
                .anyMatch(
                    who -> method.isAnnotatedWith(who) || method.getOwner().isAnnotatedWith(who));
        if (!said) {
          events.add(
              SimpleConditionEvent.violated(
                  method, method.getFullName() + " has neither @RolesAllowed nor @PermitAll"));
        }
      }
    };
  }
}
