package io.goodword.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Data flows one way only: facade, outbox, relay, topic, inbox, facade. */
public final class DataFlowRules {

  private static final String INCOMING = "org.eclipse.microprofile.reactive.messaging.Incoming";
  private static final String INBOX = "io.goodword.kit.inbox.Inbox";
  private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

  private DataFlowRules() {}

  /** {@code @Incoming} lives in consumers. */
  public static final ArchRule INCOMING_ONLY_IN_CONSUMERS =
      methods()
          .that()
          .areAnnotatedWith(INCOMING)
          .should()
          .beDeclaredInClassesThat(Parts.CONSUMER)
          .allowEmptyShould(true)
          .because(
              "a reader must find what a feature reacts to by its name; "
                  + "fix: move the @Incoming method into a <What>Consumer of the feature");

  /** Every consumed record passes the inbox. */
  public static final ArchRule CONSUMERS_GO_THROUGH_THE_INBOX =
      methods()
          .that()
          .areAnnotatedWith(INCOMING)
          .should(callTheInbox())
          .allowEmptyShould(true)
          .because(
              "only the inbox makes an effect happen once and parks poison records; "
                  + "fix: the body of the method is inbox.receive(record, reactions), or "
                  + "intake.receive(poll, reactions) of an Intake that falls back to the inbox, "
                  + "the work goes into a facade that the Reactions name");

  /** Only the kit sends to Kafka. */
  public static final ArchRule KAFKA_PRODUCERS_ONLY_IN_KIT =
      classes()
          .that(Parts.SHIPPED)
          .and(DescribedPredicate.not(Parts.KIT))
          .should(
              Parts.notDependOn(
                  "Kafka producers",
                  DescribedPredicate.describe(
                      "producers",
                      dependency ->
                          Parts.named(
                              dependency.getTargetClass(),
                              "org.apache.kafka.clients.producer.",
                              "org.eclipse.microprofile.reactive.messaging.Emitter",
                              "org.eclipse.microprofile.reactive.messaging.Outgoing",
                              "org.eclipse.microprofile.reactive.messaging.Channel",
                              "io.smallrye.reactive.messaging.MutinyEmitter"))))
          .allowEmptyShould(true)
          .because(
              "an event that is not written by the business transaction is lost or invented by a "
                  + "crash; fix: call Outbox.append(type, subject, payload) inside the facade's "
                  + "transaction, the relay publishes it");

  /** Transactions open at facades. */
  public static final ArchRule TRANSACTIONS_OPEN_AT_FACADES =
      classes()
          .that(Parts.SERVICE)
          .should(openTransactionsOnlyAsFacade())
          .allowEmptyShould(true)
          .because(
              "one use is one transaction; fix: put @Transactional on the feature's facade (an "
                  + "@ApplicationScoped bean), never on a *Resource, an entity, a repository or a "
                  + "plain class, where it also has no effect");

  private static ArchCondition<JavaMethod> callTheInbox() {
    return new ArchCondition<>("call Inbox.receive, or receive of an Intake that does") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean calls =
            method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> isInbox(call) || isIntake(call));
        if (!calls) {
          events.add(
              SimpleConditionEvent.violated(
                  method, method.getFullName() + " does not call Inbox.receive"));
        }
      }
    };
  }

  private static boolean isInbox(JavaMethodCall call) {
    return call.getTargetOwner().getName().equals(INBOX)
        && call.getTarget().getName().equals("receive");
  }

  /** An intake takes many records at once and hands to the inbox what it cannot take. */
  private static boolean isIntake(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return owner.getSimpleName().equals("Intake")
        && call.getTarget().getName().equals("receive")
        && owner.getMethodCallsFromSelf().stream().anyMatch(DataFlowRules::isInbox);
  }

  private static ArchCondition<JavaClass> openTransactionsOnlyAsFacade() {
    return new ArchCondition<>("open transactions only as " + Parts.FACADE.getDescription()) {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (Parts.FACADE.test(javaClass)) {
          return;
        }
        if (javaClass.isAnnotatedWith(TRANSACTIONAL)) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass, javaClass.getName() + " is @Transactional but no facade"));
        }
        for (JavaMethod method : javaClass.getMethods()) {
          if (method.isAnnotatedWith(TRANSACTIONAL)) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " is @Transactional outside a facade"));
          }
        }
      }
    };
  }
}
