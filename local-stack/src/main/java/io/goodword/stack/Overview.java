package io.goodword.stack;

import java.util.stream.Collectors;

/** The table at the end of a start: where everything is and how to get in. */
final class Overview {

  private Overview() {}

  static String of(LocalSettings settings, boolean keycloak) {
    var text = new StringBuilder("\n");
    row(text, "what", "where", "");
    row(text, "----", "-----", "");
    for (Part service : settings.services()) {
      row(
          text,
          service.module(),
          settings.url(service),
          "API: " + settings.url(service) + "/q/swagger-ui");
    }
    row(text, "development inbox", settings.url(Part.INBOX), "every e-mail and SMS that was sent");
    row(text, "OIDC issuer", settings.issuer(), keycloak ? "Keycloak, admin / admin" : "");
    var database = settings.database();
    row(
        text,
        "PostgreSQL",
        database.url().replace("jdbc:", ""),
        settings.postgres().isPresent()
            ? "yours, user " + database.user()
            : "user %s, password %s, databases %s"
                .formatted(
                    database.user(), database.password(), String.join(" ", Postgres.DATABASES)));
    row(text, "Kafka", settings.bootstrap(), settings.kafka().isPresent() ? "yours" : "");
    row(
        text,
        "SMTP, SMPP",
        "localhost:%d, :%d".formatted(settings.port(Part.SMTP), settings.port(Part.SMPP)),
        "");
    if (settings.oidc().isEmpty() || keycloak) {
      text.append(logins(settings, keycloak));
    }
    return text.append("\nLogs and data are in ").append(settings.home()).append('\n').toString();
  }

  private static String logins(LocalSettings settings, boolean keycloak) {
    String people =
        People.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    People.Person::role,
                    java.util.LinkedHashMap::new,
                    Collectors.mapping(People.Person::name, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(group -> "  %-18s %s%n".formatted(group.getKey(), group.getValue()))
            .collect(Collectors.joining());
    String any = keycloak ? "" : "  %-18s any name that begins with customer-%n".formatted("");
    return """

        Logins (the password is the name)
        %s%s  %-18s client %s, secret %s

        A token for the marketer, and one for the shop
          curl -s %s -d grant_type=password -d client_id=goodword -d username=mei -d password=mei | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'
          curl -s %s -d grant_type=client_credentials -d client_id=%s -d client_secret=%s | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'
        """
        .formatted(
            people,
            any,
            "system",
            People.SHOP,
            People.SHOP_SECRET,
            tokenUrl(settings, keycloak),
            tokenUrl(settings, keycloak),
            People.SHOP,
            People.SHOP_SECRET);
  }

  private static String tokenUrl(LocalSettings settings, boolean keycloak) {
    return settings.issuer() + (keycloak ? "/protocol/openid-connect/token" : "/token");
  }

  private static void row(StringBuilder text, String what, String where, String remark) {
    text.append("  %-20s %-34s %s".formatted(what, where, remark).stripTrailing()).append('\n');
  }
}
