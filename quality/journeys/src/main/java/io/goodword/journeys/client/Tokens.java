package io.goodword.journeys.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Access tokens of the OIDC issuer, asked for as with curl and kept while they are good. */
public final class Tokens {

  private static final String SHOP_CLIENT = "shop";
  private static final String SHOP_SECRET = "shop-secret";
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Http http;
  private final URI endpoint;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** Tokens of one issuer. */
  public Tokens(Http http, URI issuer) {
    this.http = http;
    this.endpoint = URI.create(issuer + "/token");
  }

  private record Kept(String token, Instant until) {}

  /** The token of a person, by user name. */
  public String of(String user) {
    return token(
        user,
        Map.of(
            "grant_type", "password",
            "client_id", "goodword",
            "client_secret", "goodword",
            "username", user,
            "password", user,
            "scope", "openid"));
  }

  /** The token of the shop's own system. */
  public String ofShop() {
    return token(
        "",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            SHOP_CLIENT,
            "client_secret",
            SHOP_SECRET,
            "scope",
            "goodword"));
  }

  private String token(String name, Map<String, String> form) {
    Kept found = kept.get(name);
    if (found == null || Instant.now().isAfter(found.until)) {
      found = ask(form);
      kept.put(name, found);
    }
    return found.token;
  }

  private Kept ask(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    Call call =
        Call.of("POST", endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body.getBytes(StandardCharsets.UTF_8));
    JsonNode answer = http.send(call).must(200).json();
    return new Kept(
        answer.path("access_token").asText(),
        Instant.now().plusSeconds(answer.path("expires_in").asLong(300)).minus(MARGIN));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
