package io.goodword.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/** The parts of the house as bytecode shows them. */
final class Parts {

  private static final String ROOT = "io.goodword.";
  private static final Set<String> NOT_SERVICES =
      Set.of("contracts", "kit", "stack", "architecture", "journeys", "benchmarks");
  private static final List<String> SCOPES =
      List.of(
          "jakarta.enterprise.context.ApplicationScoped",
          "jakarta.enterprise.context.RequestScoped",
          "jakarta.enterprise.context.Dependent",
          "jakarta.inject.Singleton");

  private Parts() {}

  /** A class of a service: under {@code io.goodword.<service>}, whatever the service is called. */
  static final DescribedPredicate<JavaClass> SERVICE =
      DescribedPredicate.describe(
          "are of a service",
          javaClass -> {
            String part = partOf(javaClass);
            return !part.isEmpty() && !NOT_SERVICES.contains(part);
          });

  /** A class that ships with a service: of a service, the kit or the contracts. */
  static final DescribedPredicate<JavaClass> SHIPPED =
      DescribedPredicate.describe(
          "ship with a service",
          javaClass ->
              SERVICE.test(javaClass) || Set.of("kit", "contracts").contains(partOf(javaClass)));

  /** A class of service-kit. */
  static final DescribedPredicate<JavaClass> KIT =
      DescribedPredicate.describe(
          "are of service-kit", javaClass -> partOf(javaClass).equals("kit"));

  /** A {@code *Resource} or a type nested in one. */
  static final DescribedPredicate<JavaClass> RESOURCE =
      DescribedPredicate.describe(
          "are a *Resource or nested in one",
          javaClass -> outermost(javaClass).getSimpleName().endsWith("Resource"));

  /** A {@code *Consumer} itself. */
  static final DescribedPredicate<JavaClass> CONSUMER =
      DescribedPredicate.describe(
          "a *Consumer", javaClass -> javaClass.getSimpleName().endsWith("Consumer"));

  /** A JPA entity. */
  static final DescribedPredicate<JavaClass> ENTITY =
      DescribedPredicate.describe(
          "an @Entity", javaClass -> javaClass.isAnnotatedWith("jakarta.persistence.Entity"));

  /** A Panache repository. */
  static final DescribedPredicate<JavaClass> REPOSITORY =
      DescribedPredicate.describe(
          "a Panache repository",
          javaClass ->
              javaClass.getAllRawInterfaces().stream()
                  .anyMatch(type -> type.getSimpleName().startsWith("PanacheRepository")));

  /**
   * What may open a transaction: a top-level CDI bean that is no Resource, no entity and no Panache
   * repository. By the naming rules of the house that leaves facades, consumers and jobs.
   */
  static final DescribedPredicate<JavaClass> FACADE =
      DescribedPredicate.describe(
          "a facade, consumer or job (a CDI bean that is no Resource, entity or repository)",
          javaClass ->
              javaClass.isTopLevelClass()
                  && SCOPES.stream().anyMatch(javaClass::isAnnotatedWith)
                  && !RESOURCE.test(javaClass)
                  && !ENTITY.test(javaClass)
                  && !REPOSITORY.test(javaClass));

  /** The part under {@code io.goodword}: a service, contracts, kit; empty outside. */
  static String partOf(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  static JavaClass outermost(JavaClass javaClass) {
    JavaClass outer = javaClass;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  /** Holds when no dependency of the class goes where it may not. */
  static ArchCondition<JavaClass> notDependOn(
      String where, DescribedPredicate<? super Dependency> forbidden) {
    return new ArchCondition<>("not depend on " + where) {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
          if (forbidden.test(dependency)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** Whether a class lies in one of the packages, or is one of the classes, named by a prefix. */
  static boolean named(JavaClass javaClass, String... prefixes) {
    JavaClass base = javaClass.getBaseComponentType();
    for (String prefix : prefixes) {
      if (base.getName().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
