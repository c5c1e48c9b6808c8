package io.goodword.stack;

import java.util.List;
import java.util.Locale;

/** Everything of the local stack that listens on a port. */
enum Part {
  REFERRAL(8081, "the referral service"),
  REVIEW(8082, "the review service"),
  REWARD(8083, "the reward service"),
  NOTIFICATION(8084, "the notification service"),
  INBOX(8090, "the development inbox"),
  OIDC(8180, "the OIDC issuer"),
  POSTGRES(15432, "PostgreSQL"),
  KAFKA(19092, "Kafka"),
  KAFKA_CONTROLLER(19093, "the controller of Kafka"),
  SMTP(13025, "the mail sink"),
  SMPP(12775, "the SMS centre");

  static final List<Part> SERVICES = List.of(REFERRAL, REVIEW, REWARD, NOTIFICATION);

  final int defaultPort;

  /** What a person calls it, in the middle of a sentence. */
  final String spoken;

  Part(int defaultPort, String spoken) {
    this.defaultPort = defaultPort;
    this.spoken = spoken;
  }

  /** For instance {@code kafka-controller}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The environment variable that moves its port. */
  String portVariable() {
    return "GOODWORD_PORT_" + name();
  }

  /** Folder of the Maven module, for a service. */
  String module() {
    return id() + "-service";
  }
}
