package io.goodword.stack;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * A light OIDC issuer for the people of {@link People}: discovery, keys and a token endpoint
 * (client credentials for the shop, name and password for people). Its keys are the same after a
 * restart, so tokens stay good. It must be addressed as {@code localhost}: the issuer's name
 * follows the request's host.
 */
public final class Issuer implements AutoCloseable {

  private static final String ID = "goodword";
  private static final Duration TOKEN_LIFE = Duration.ofHours(8);

  private final MockOAuth2Server server;
  private final int port;

  private Issuer(MockOAuth2Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts it on the loopback address. */
  public static Issuer start(int port) {
    var http = new MockWebServerWrapper();
    var server =
        new MockOAuth2Server(
            new OAuth2Config(
                false,
                null,
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(new Claims(http)),
                http));
    try {
      server.start(InetAddress.getByName("localhost"), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("This machine does not know the name localhost", e);
    }
    return new Issuer(server, port);
  }

  /** The issuer's address, which is also the {@code iss} of its tokens. */
  public String url() {
    return "http://localhost:%d/%s".formatted(port, ID);
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private record Claims(MockWebServerWrapper http) implements OAuth2TokenCallback {

    @Override
    public String issuerId() {
      return ID;
    }

    @Override
    public String subject(TokenRequest request) {
      return caller(request).name();
    }

    @Override
    public String typeHeader(TokenRequest request) {
      return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return List.of("goodword");
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      People.Person caller = caller(request);
      return Map.of("groups", List.of(caller.role()), "preferred_username", caller.name());
    }

    @Override
    public long tokenExpiry() {
      forgetRequests();
      return TOKEN_LIFE.toSeconds();
    }

    private static People.Person caller(TokenRequest request) {
      return switch (request.getAuthorizationGrant()) {
        case ResourceOwnerPasswordCredentialsGrant grant
            when grant.getUsername().equals(grant.getPassword().getValue()) ->
            People.find(grant.getUsername())
                .orElseThrow(() -> refused("nobody is called " + grant.getUsername()));
        case ClientCredentialsGrant _
            when request.getClientAuthentication() instanceof PlainClientSecret client
                && client.getClientID().getValue().equals(People.SHOP)
                && client.getClientSecret().getValue().equals(People.SHOP_SECRET) ->
            new People.Person(People.SHOP, People.SYSTEM);
        default -> throw refused("wrong name, password or secret");
      };
    }

    /**
     * The server keeps every request for a test to look at; nobody looks here, and a benchmark
     * makes many.
     */
    private void forgetRequests() {
      try {
        while (http.getMockWebServer().takeRequest(0, TimeUnit.MILLISECONDS) != null) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static OAuth2Exception refused(String why) {
      return new OAuth2Exception(OAuth2Error.INVALID_GRANT.setDescription(why), why);
    }
  }
}
