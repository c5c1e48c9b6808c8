package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static Issuer issuer;

  @BeforeAll
  static void start() {
    issuer = Issuer.start(Ports.free());
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "alice, customer",
    "mei, marketer",
    "mo, moderator",
    "su, support",
    "sa, sales",
    "fei, finance",
    "an, auditor",
    "customer-20261122-7, customer"
  })
  void shouldIssueATokenThatItsKeysVerifyWhenNameAndPasswordFit(String name, String role)
      throws Exception {
    HttpResponse<String> answer = password(name, name);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    SignedJWT token =
        SignedJWT.parse(Json.MAPPER.readTree(answer.body()).path("access_token").asText());
    assertThat(token.verify(key(token.getHeader().getKeyID()))).isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(name);
    assertThat(claims.getStringListClaim("groups")).isEqualTo(List.of(role));
    assertThat(claims.getIssuer()).isEqualTo(issuer.url());
    assertThat(claims.getAudience()).containsExactly("goodword");
    assertThat(claims.getExpirationTime()).isAfter(new Date());
  }

  @Test
  void shouldCallTheShopASystemWhenItsSecretFits() throws Exception {
    HttpResponse<String> answer =
        token("grant_type=client_credentials&client_id=shop&client_secret=shop-secret");

    var claims =
        SignedJWT.parse(Json.MAPPER.readTree(answer.body()).path("access_token").asText())
            .getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("shop");
    assertThat(claims.getStringListClaim("groups")).isEqualTo(List.of("system"));
  }

  @ParameterizedTest
  @CsvSource({"alice, bob", "nobody, nobody", "customer-, customer-"})
  void shouldRefuseWhenNameOrPasswordIsWrong(String name, String password) throws Exception {
    HttpResponse<String> answer = password(name, password);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.MAPPER.readTree(answer.body()).path("error").asText())
        .isEqualTo("invalid_grant");
  }

  @Test
  void shouldRefuseTheShopWhenItsSecretIsWrong() throws Exception {
    assertThat(
            token("grant_type=client_credentials&client_id=shop&client_secret=guess").statusCode())
        .isEqualTo(400);
  }

  private static RSASSAVerifier key(String id) throws Exception {
    JsonNode discovery =
        Json.MAPPER.readTree(get(issuer.url() + "/.well-known/openid-configuration"));
    assertThat(discovery.path("issuer").asText()).isEqualTo(issuer.url());
    var keys = JWKSet.parse(get(discovery.path("jwks_uri").asText()));
    return new RSASSAVerifier(keys.getKeyByKeyId(id).toRSAKey());
  }

  private static HttpResponse<String> password(String name, String password) throws Exception {
    return token(
        "grant_type=password&client_id=goodword&username=%s&password=%s".formatted(name, password));
  }

  private static HttpResponse<String> token(String form) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
