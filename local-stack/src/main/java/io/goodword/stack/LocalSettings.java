package io.goodword.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about the local stack.
 *
 * @param checkout folder of the project, where the built services are
 * @param home folder of everything that stays between two runs ({@code GOODWORD_HOME})
 * @param ports by part ({@code GOODWORD_PORT_OFFSET} moves all, {@code GOODWORD_PORT_<PART>} one)
 * @param services which services to start ({@code GOODWORD_SERVICES}, default all); others may run
 *     in an IDE
 * @param serviceOptions options of each service's JVM ({@code GOODWORD_SERVICE_OPTS})
 * @param httpHost address the services listen on ({@code GOODWORD_HTTP_HOST}, default only this
 *     machine)
 * @param postgres server to use instead of our own ({@code GOODWORD_POSTGRES_URL}, {@code _USER},
 *     {@code _PASSWORD})
 * @param kafka broker to use instead of our own ({@code GOODWORD_KAFKA})
 * @param oidc issuer to use instead of our own ({@code GOODWORD_OIDC})
 */
record LocalSettings(
    Path checkout,
    Path home,
    Map<Part, Integer> ports,
    List<Part> services,
    List<String> serviceOptions,
    String httpHost,
    Optional<ExternalPostgres> postgres,
    Optional<String> kafka,
    Optional<String> oidc) {

  /** Begins small: a heap that may take its maximum at once does, and there are four of them. */
  private static final String SERVICE_OPTIONS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -Xms64m -Xmx192m";

  /** A PostgreSQL server of somebody else; {@code url} has no database name. */
  record ExternalPostgres(String url, String user, String password) {}

  /**
   * @throws Refusal when a value cannot be used; the message names the variable
   */
  static LocalSettings of(Path checkout, Map<String, String> environment) {
    var value = new Values(environment);
    int offset = value.number("GOODWORD_PORT_OFFSET", 0, -8_000, 45_000);
    var ports = new EnumMap<Part, Integer>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, value.number(part.portVariable(), part.defaultPort + offset, 1, 65_535));
    }
    return new LocalSettings(
        checkout,
        Path.of(value.text("GOODWORD_HOME").orElse(checkout.resolve(".goodword").toString()))
            .toAbsolutePath()
            .normalize(),
        Map.copyOf(ports),
        services(value.text("GOODWORD_SERVICES").orElse("")),
        Arrays.asList(value.text("GOODWORD_SERVICE_OPTS").orElse(SERVICE_OPTIONS).split("\\s+")),
        value.text("GOODWORD_HTTP_HOST").orElse("localhost"),
        value.text("GOODWORD_POSTGRES_URL").map(url -> postgres(url, value)),
        value.text("GOODWORD_KAFKA"),
        value.text("GOODWORD_OIDC"));
  }

  private static ExternalPostgres postgres(String url, Values value) {
    if (!url.matches("jdbc:postgresql://[^/]+/?")) {
      throw new Refusal(
          "GOODWORD_POSTGRES_URL must be jdbc:postgresql://host:port without a database, but is "
              + url);
    }
    return new ExternalPostgres(
        url.replaceAll("/$", ""),
        value.text("GOODWORD_POSTGRES_USER").orElse(Postgres.USER),
        value.text("GOODWORD_POSTGRES_PASSWORD").orElse(Postgres.PASSWORD));
  }

  private static List<Part> services(String names) {
    if (names.isBlank()) {
      return Part.SERVICES;
    }
    List<String> wanted = Arrays.asList(names.strip().split("[,\\s]+"));
    List<String> known = Part.SERVICES.stream().map(Part::id).toList();
    for (String name : wanted) {
      if (!known.contains(name) && !name.equals("none")) {
        throw new Refusal(
            "GOODWORD_SERVICES names '%s'; it takes %s, or none".formatted(name, known));
      }
    }
    return Part.SERVICES.stream().filter(service -> wanted.contains(service.id())).toList();
  }

  int port(Part part) {
    return ports.getOrDefault(part, part.defaultPort);
  }

  /**
   * Base address of an HTTP part, always by the name localhost: the issuer's own name follows the
   * request's.
   */
  String url(Part part) {
    return "http://localhost:" + port(part);
  }

  String issuer() {
    return oidc.orElse(url(Part.OIDC) + "/goodword");
  }

  LocalSettings withIssuer(String issuer) {
    return new LocalSettings(
        checkout,
        home,
        ports,
        services,
        serviceOptions,
        httpHost,
        postgres,
        kafka,
        Optional.of(issuer));
  }

  String bootstrap() {
    return kafka.orElse("localhost:" + port(Part.KAFKA));
  }

  ExternalPostgres database() {
    return postgres.orElse(
        new ExternalPostgres(
            "jdbc:postgresql://127.0.0.1:" + port(Part.POSTGRES),
            Postgres.USER,
            Postgres.PASSWORD));
  }

  /** What a program outside needs to know to talk to the stack, as lines of a properties file. */
  List<String> addresses() {
    var lines = new ArrayList<String>();
    for (Part service : Part.SERVICES) {
      lines.add("goodword.%s=%s".formatted(service.id(), url(service)));
    }
    lines.add("goodword.inbox=" + url(Part.INBOX));
    lines.add("goodword.oidc=" + issuer());
    lines.add("goodword.kafka=" + bootstrap());
    lines.add("goodword.postgres=" + database().url());
    lines.add("goodword.home=" + home);
    return lines;
  }

  Path log(String name) {
    return home.resolve("logs").resolve(name + ".log");
  }

  private record Values(Map<String, String> environment) {

    Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(v -> !v.isEmpty());
    }

    int number(String name, int otherwise, int least, int most) {
      int number =
          text(name)
              .map(
                  text -> {
                    try {
                      return Integer.valueOf(text);
                    } catch (NumberFormatException e) {
                      throw new Refusal(
                          "%s must be a whole number, but is %s".formatted(name, text));
                    }
                  })
              .orElse(otherwise);
      if (number < least || number > most) {
        throw new Refusal(
            "%s leads to %d; it must be between %d and %d".formatted(name, number, least, most));
      }
      return number;
    }
  }
}
