package io.goodword.journeys.client;

import java.net.URI;

/**
 * Where the suite is found.
 *
 * @param referral referral-service
 * @param review review-service
 * @param reward reward-service
 * @param notification notification-service
 * @param inbox development inbox
 * @param issuer OIDC issuer
 * @param kafka bootstrap servers, {@code host:port}
 */
public record Addresses(
    URI referral, URI review, URI reward, URI notification, URI inbox, URI issuer, String kafka) {

  /** The addresses of the local stack, each of which a system property may replace. */
  public static Addresses ofSystemProperties() {
    Addresses local = local(0);
    return new Addresses(
        uri("goodword.referral", local.referral),
        uri("goodword.review", local.review),
        uri("goodword.reward", local.reward),
        uri("goodword.notification", local.notification),
        uri("goodword.inbox", local.inbox),
        uri("goodword.oidc", local.issuer),
        System.getProperty("goodword.kafka", local.kafka));
  }

  /**
   * The addresses of a local stack whose ports are moved.
   *
   * @param offset added to every port, 0 for the ordinary stack
   */
  public static Addresses local(int offset) {
    return new Addresses(
        at(8081 + offset, ""),
        at(8082 + offset, ""),
        at(8083 + offset, ""),
        at(8084 + offset, ""),
        at(8090 + offset, ""),
        at(8180 + offset, "/goodword"),
        "localhost:" + (19092 + offset));
  }

  private static URI uri(String property, URI otherwise) {
    String text = System.getProperty(property, otherwise.toString());
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static URI at(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
