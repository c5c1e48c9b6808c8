package io.goodword.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a class is written. */
public final class CodeRules {

  private static final List<String> INJECTIONS =
      List.of(
          "jakarta.inject.Inject",
          "org.eclipse.microprofile.config.inject.ConfigProperty",
          "org.eclipse.microprofile.rest.client.inject.RestClient",
          "org.eclipse.microprofile.reactive.messaging.Channel",
          "jakarta.persistence.PersistenceContext");

  private static final Set<String> CLOCK_TYPES =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");

  private static final Pattern GRAB_BAG =
      Pattern.compile(".*(Utils?|Utilities|Helpers?|Manager|Impl|Common)");

  private static final Set<String> FLOATING =
      Set.of("float", "double", "java.lang.Float", "java.lang.Double");

  private static final Set<String> PRAISE =
      Set.of("rating", "ratings", "star", "stars", "sentiment", "sentiments");

  private CodeRules() {}

  /** No injected fields. */
  public static final ArchRule NO_FIELD_INJECTION =
      fields()
          .that()
          .areDeclaredInClassesThat(Parts.SHIPPED)
          .should(notBeInjected())
          .allowEmptyShould(true)
          .because(
              "a class must be makeable in a plain test; fix: make the field private final and a "
                  + "parameter of the package-private constructor (qualifiers go on the parameter)");

  /** No injected setters. */
  public static final ArchRule NO_METHOD_INJECTION =
      methods()
          .that()
          .areDeclaredInClassesThat(Parts.SHIPPED)
          .should()
          .notBeAnnotatedWith("jakarta.inject.Inject")
          .allowEmptyShould(true)
          .because("a half-made object must not exist; fix: take it in the constructor");

  /** Time, chance and ids come from outside. */
  public static final ArchRule TIME_AND_CHANCE_ARE_INJECTED =
      classes()
          .that(Parts.SHIPPED)
          .and()
          .resideOutsideOfPackage("io.goodword.kit.source..")
          .should(takeTimeAndChanceFromOutside())
          .allowEmptyShould(true)
          .because(
              "a test must move the clock and know the ids; fix: inject java.time.Clock and call "
                  + "clock.instant(), inject io.goodword.kit.source.Ids for ids and codes "
                  + "(ThreadLocalRandom only in the kit, for jitter)");

  /** Every package is null-marked. */
  public static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that()
          .resideInAPackage("io.goodword..")
          .should(liveInANullMarkedPackage())
          .allowEmptyShould(true)
          .because(
              "NullAway checks only marked packages; fix: add package-info.java with @NullMarked "
                  + "and one sentence on what the package promises");

  /** Names say what a class is for. */
  public static final ArchRule NAMES_SAY_WHAT_FOR =
      classes()
          .that()
          .resideInAPackage("io.goodword..")
          .should(notBeNamedAsGrabBag())
          .allowEmptyShould(true)
          .because(
              "a grab bag grows without end; fix: name the class after what it does for its "
                  + "feature (Redemptions, QuietHours) and put each method where its data lives");

  /** Money is whole. */
  public static final ArchRule MONEY_IS_NOT_FLOATING =
      classes()
          .that()
          .resideInAnyPackage(
              "io.goodword..ledger..",
              "io.goodword..budget..",
              "io.goodword..grant..",
              "io.goodword..coupon..",
              "io.goodword..points..")
          .should(notUseFloatingPoint())
          .allowEmptyShould(true)
          .because(
              "floating point loses fen; fix: a long of minor units with its asset code, shares as "
                  + "a pair of longs and an integer division whose rounding is written down");

  /** No reward can depend on praise. */
  public static final ArchRule REWARDS_SEE_NO_PRAISE =
      classes()
          .that()
          .resideInAnyPackage("io.goodword.reward..", "io.goodword.contracts.reward..")
          .should(haveNoMemberNamedAfterPraise())
          .allowEmptyShould(true)
          .because(
              "a reward that depends on a rating buys praise (16 CFR 465.4); fix: leave the value in "
                  + "review-service, reward what was done (a verified review, its photos), not what "
                  + "it says");

  private static ArchCondition<JavaField> notBeInjected() {
    return new ArchCondition<>("not be injected") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        for (String injection : INJECTIONS) {
          if (field.isAnnotatedWith(injection)) {
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is injected"));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> takeTimeAndChanceFromOutside() {
    return new ArchCondition<>("take time, chance and ids from outside") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
          if (isSource(access, javaClass)) {
            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isSource(JavaAccess<?> access, JavaClass from) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Random" -> name.equals("<init>");
      case "java.util.Date" -> name.equals("<init>") && hasNoParameters(access);
      case "java.util.concurrent.ThreadLocalRandom" ->
          name.equals("current") && !Parts.KIT.test(from);
      case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
      default -> CLOCK_TYPES.contains(owner) && name.equals("now") && !takesAClock(access);
    };
  }

  private static boolean hasNoParameters(JavaAccess<?> access) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
        && target.getRawParameterTypes().isEmpty();
  }

  private static boolean takesAClock(JavaAccess<?> access) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (javaClass.isTopLevelClass()
            && !javaClass.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass,
                  "package "
                      + javaClass.getPackageName()
                      + " (seen at "
                      + javaClass.getSimpleName()
                      + ") has no package-info.java with @NullMarked"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> notBeNamedAsGrabBag() {
    return new ArchCondition<>("not be named *Util, *Helper, *Manager, *Impl or *Common") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (GRAB_BAG.matcher(javaClass.getSimpleName()).matches()) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass, javaClass.getName() + " is named as a grab bag"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> notUseFloatingPoint() {
    return new ArchCondition<>("not use float or double") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        for (JavaField field : javaClass.getFields()) {
          report(field, floating(field.getType()), events);
        }
        for (JavaCodeUnit unit : javaClass.getCodeUnits()) {
          boolean floats =
              floating(unit.getReturnType())
                  || unit.getParameterTypes().stream().anyMatch(CodeRules::floating);
          report(unit, floats, events);
        }
      }

      private void report(JavaMember member, boolean floats, ConditionEvents events) {
        if (floats) {
          events.add(
              SimpleConditionEvent.violated(member, member.getFullName() + " uses floating point"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> haveNoMemberNamedAfterPraise() {
    return new ArchCondition<>("have no member named rating, stars or sentiment") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        for (JavaMember member : javaClass.getMembers()) {
          if (words(member.getName()).anyMatch(PRAISE::contains)) {
            events.add(
                SimpleConditionEvent.violated(
                    member, member.getFullName() + " is named after praise"));
          }
        }
      }
    };
  }

  /** The words of a name in camel case or with underscores, in small letters. */
  private static Stream<String> words(String name) {
    return Pattern.compile("_|(?<=[a-z0-9])(?=[A-Z])")
        .splitAsStream(name)
        .map(word -> word.toLowerCase(Locale.ROOT));
  }

  private static boolean floating(JavaType type) {
    return type.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .anyMatch(
            DescribedPredicate.describe(
                "floating", javaClass -> FLOATING.contains(javaClass.getName())));
  }
}
