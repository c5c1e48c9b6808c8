package io.goodword.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks each running service to send its dead letters back to the topics they came from. */
final class Redrive {

  private static final String SUPPORT = "su";

  private final LocalSettings settings;

  Redrive(LocalSettings settings) {
    this.settings = settings;
  }

  /**
   * @return 0 when every service did it
   */
  int run(PrintStream out) throws IOException, InterruptedException {
    int failures = 0;
    try (var http = HttpClient.newHttpClient()) {
      String token = token(http);
      for (Part service : settings.services()) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create(settings.url(service) + "/v1/dead-letters/redrive"))
                    .header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());
        boolean done = answer.statusCode() == 200;
        failures += done ? 0 : 1;
        out.printf(
            "%-22s %s%n",
            service.module(),
            done
                ? Json.MAPPER.readTree(answer.body()).path("records").asInt() + " records sent back"
                : "answered " + answer.statusCode() + ": " + answer.body());
      }
    }
    return failures == 0 ? 0 : 1;
  }

  private String token(HttpClient http) throws IOException, InterruptedException {
    JsonNode discovery =
        Json.MAPPER.readTree(
            http.send(
                    HttpRequest.newBuilder(
                            URI.create(settings.issuer() + "/.well-known/openid-configuration"))
                        .build(),
                    BodyHandlers.ofString())
                .body());
    String form =
        "grant_type=password&client_id=goodword&username=%1$s&password=%1$s".formatted(SUPPORT);
    JsonNode answer =
        Json.MAPPER.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create(discovery.path("token_endpoint").asText()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                    BodyHandlers.ofString())
                .body());
    return answer.path("access_token").asText();
  }
}
