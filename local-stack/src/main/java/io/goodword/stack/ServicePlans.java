package io.goodword.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each of the four services is run here: its command, what it is told by its environment, when
 * it is ready.
 */
final class ServicePlans {

  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(3);

  private final LocalSettings settings;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HEALTH_LIMIT).build();

  ServicePlans(LocalSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws Refusal when the service was not built
   */
  Child.Plan of(Part service) throws IOException {
    Path jar =
        settings.checkout().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new Refusal(
          "%s is not built (%s is missing); mvn -pl %s -am package builds it, or leave it out with GOODWORD_SERVICES"
              .formatted(service.module(), jar, service.module()));
    }
    var command = new ArrayList<String>();
    command.add(Children.java());
    // tells a later start that the process is ours
    command.add("-Dgoodword.home=" + settings.home());
    command.addAll(settings.serviceOptions());
    command.addAll(List.of("-jar", jar.toString()));
    return new Child.Plan(
        service.module(),
        command,
        environment(service),
        settings.home(),
        settings.log(service.module()),
        () -> healthy(settings.url(service) + "/q/health/ready"));
  }

  private Map<String, String> environment(Part service) throws IOException {
    var database = settings.database();
    var values = new HashMap<String, String>();
    values.put("QUARKUS_PROFILE", "local");
    values.put("QUARKUS_HTTP_HOST", settings.httpHost());
    values.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(service)));
    values.put("QUARKUS_SHUTDOWN_TIMEOUT", "2s");
    values.put("QUARKUS_DATASOURCE_JDBC_URL", database.url() + "/" + service.id());
    values.put("QUARKUS_DATASOURCE_USERNAME", database.user());
    values.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    values.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrap());
    values.put("QUARKUS_OIDC_AUTH_SERVER_URL", settings.issuer());
    values.put("GOODWORD_TOKENS_SECRET", secret("tokens"));
    values.put("GOODWORD_PUBLIC_URL", settings.url(service));
    for (Part other : Part.SERVICES) {
      values.put("GOODWORD_" + other.name() + "_URL", settings.url(other));
    }
    if (service == Part.REWARD) {
      values.put("GOODWORD_COUPON_SECRET", secret("coupons"));
      values.put("GOODWORD_DRAW_SECRET", secret("draws"));
    }
    if (service == Part.NOTIFICATION) {
      values.put("GOODWORD_CONTACT_KEY", secret("contacts"));
      values.put("QUARKUS_MAILER_HOST", "localhost");
      values.put("QUARKUS_MAILER_PORT", Integer.toString(settings.port(Part.SMTP)));
      values.put("GOODWORD_SMS_SMPP_HOST", "localhost");
      values.put("GOODWORD_SMS_SMPP_PORT", Integer.toString(settings.port(Part.SMPP)));
      values.put("GOODWORD_SMS_SMPP_SYSTEM_ID", SmsCentre.SYSTEM_ID);
      values.put("GOODWORD_SMS_SMPP_PASSWORD", SmsCentre.PASSWORD);
    }
    return values;
  }

  /**
   * A key made once: a link in yesterday's mail still opens, and yesterday's addresses can be read.
   */
  private String secret(String name) throws IOException {
    Path file = Files.createDirectories(settings.home().resolve("secrets")).resolve(name);
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(file).strip();
  }

  private boolean healthy(String url) {
    return answers(http, url);
  }

  /** Whether a GET is answered with 200. */
  static boolean answers(HttpClient http, String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(HEALTH_LIMIT).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
