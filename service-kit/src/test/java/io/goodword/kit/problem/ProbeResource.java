package io.goodword.kit.problem;

import io.goodword.kit.sql.SqlFailure;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Instant;

/** Fails in every way that a resource can. */
@Path("/probe")
@PermitAll
class ProbeResource {

  record Body(@Size(min = 2, max = 5) String name, Instant at, int number) {
    Body {
      if (number < 0) {
        throw new IllegalArgumentException("number is " + number + ", it must not be negative");
      }
    }
  }

  @POST
  public Body echo(@NotNull @Valid Body body) {
    return body;
  }

  @GET
  @Path("/fail/{how}")
  public String fail(@PathParam("how") String how) {
    switch (how) {
      case "serialization" ->
          throw new SqlFailure(new SQLException("could not serialize", "40001"));
      case "constraint" -> throw new SqlFailure(new SQLException("secret detail", "23505"));
      case "problem" -> throw Problem.conflict("not-now", "Not now.").retryAfter(3);
      default -> throw new IllegalStateException("secret detail");
    }
  }

  @GET
  @Path("/staff")
  @RolesAllowed("marketer")
  public String staff() {
    return "staff only";
  }
}
