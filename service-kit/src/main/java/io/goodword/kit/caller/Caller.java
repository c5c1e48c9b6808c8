package io.goodword.kit.caller;

import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller of the current request, whichever that is. */
@Singleton
public class Caller {

  private final SecurityIdentity identity;
  private final String claim;

  Caller(
      SecurityIdentity identity,
      @ConfigProperty(name = "goodword.identity.customer-claim", defaultValue = "sub")
          String claim) {
    this.identity = identity;
    this.claim = claim;
  }

  /**
   * Opaque id of the caller: the customer id of a customer, the staff id of staff, the client id of
   * a system.
   */
  public String id() {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      Object value = token.getClaim(claim);
      if (value != null) {
        return value.toString();
      }
    }
    return identity.getPrincipal().getName();
  }

  /** Whether the caller has a role. */
  public boolean is(String role) {
    return identity.hasRole(role);
  }

  /**
   * Lets a customer reach only what is theirs; staff and systems with another role pass.
   *
   * @throws Problem 404, so that existence does not leak
   */
  public void mustOwn(String customerId, String what) {
    boolean customerOnly = is("customer") && identity.getRoles().size() == 1;
    if (customerOnly && !id().equals(customerId)) {
      throw Problem.notFound(what);
    }
  }

  /** The caller's key for one write; see {@link IdempotencyKey#of}. */
  public IdempotencyKey key(String operation, @Nullable String header) {
    return IdempotencyKey.of(id(), operation, header);
  }
}
