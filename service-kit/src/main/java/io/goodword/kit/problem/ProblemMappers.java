package io.goodword.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.goodword.kit.problem.Problem.Violation;
import io.goodword.kit.sql.SqlFailure;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Turns everything that a resource may throw into problem+json; the rest of the code never does.
 */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String MEDIA_TYPE = "application/problem+json";

  /** Body of RFC 9457 with our stable code, the broken rules and the trace id. */
  record Body(
      String type,
      String title,
      int status,
      @Nullable String detail,
      String instance,
      String code,
      List<Violation> violations,
      String traceId) {}

  @ServerExceptionMapper
  public Response refused(Problem problem, UriInfo uri) {
    return answer(problem, uri);
  }

  @ServerExceptionMapper(priority = 1)
  public Response invalid(ConstraintViolationException thrown, UriInfo uri) {
    Problem problem =
        Problem.of(
            422, "invalid-request", "The request breaks a rule", "See violations for each field.");
    for (ConstraintViolation<?> violation : thrown.getConstraintViolations()) {
      problem.with(
          field(violation.getPropertyPath().toString()),
          violation.getMessage(),
          violation.getInvalidValue());
    }
    return answer(problem, uri);
  }

  @ServerExceptionMapper(
      value = {JacksonException.class, MismatchedInputException.class},
      priority = 1)
  public Response unreadable(JacksonException thrown, UriInfo uri) {
    return answer(unreadable(thrown), uri);
  }

  @ServerExceptionMapper(
      value = {UnauthorizedException.class, AuthenticationFailedException.class},
      priority = 1)
  public Response unauthorized(SecurityException thrown, UriInfo uri) {
    return answer(
        Problem.of(401, "unauthenticated", "A valid token is needed", "Send a bearer token."), uri);
  }

  @ServerExceptionMapper(priority = 1)
  public Response forbidden(ForbiddenException thrown, UriInfo uri) {
    return answer(Problem.of(403, "forbidden", "Not allowed", "Your role may not do this."), uri);
  }

  @ServerExceptionMapper
  public Response other(WebApplicationException thrown, UriInfo uri) {
    for (@Nullable Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return answer(unreadable(json), uri);
      }
    }
    Response response = thrown.getResponse();
    int status = response.getStatus();
    if (status < 400) {
      return response;
    }
    String reason = response.getStatusInfo().getReasonPhrase();
    String code = reason.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    return answer(Problem.of(status, code, reason, reason + "."), uri);
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException thrown, UriInfo uri) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return answer(problem, uri);
      }
      if (isOfTheMoment(cause)) {
        LOG.warnf("The database could not serve %s: %s", uri.getPath(), cause.getMessage());
        return answer(
            Problem.of(503, "try-again", "Temporarily not possible", "Try again in a moment.")
                .retryAfter(1),
            uri);
      }
    }
    LOG.errorf(thrown, "Unexpected failure of %s", uri.getPath());
    return answer(
        Problem.of(500, "internal-error", "Unexpected failure", "Noted under the trace id."), uri);
  }

  private static boolean isOfTheMoment(Throwable cause) {
    return switch (cause) {
      case SqlFailure failure -> SqlFailure.isTransient(failure.state());
      case SQLException failure -> SqlFailure.isTransient(failure.getSQLState());
      default -> false;
    };
  }

  private static Problem unreadable(JacksonException thrown) {
    String path = thrown instanceof JsonMappingException mapping ? path(mapping) : "";
    return switch (thrown) {
      case UnrecognizedPropertyException unknown ->
          malformed("The field " + path + " is not known.").with(path, "is not known", null);
      case InvalidFormatException format ->
          malformed("The field " + path + " has the wrong form.")
              .with(path, "must be a " + format.getTargetType().getSimpleName(), format.getValue());
      case ValueInstantiationException value ->
          Problem.of(422, "invalid-request", "The request breaks a rule", message(value) + ".")
              .with(named(path, message(value)), message(value), null);
      case JsonProcessingException json when !path.isEmpty() ->
          malformed("The field " + path + " has the wrong type.")
              .with(path, "has the wrong type", null);
      default -> malformed("The body is not the JSON that this operation takes.");
    };
  }

  private static String path(JsonMappingException thrown) {
    return thrown.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  /** A record sees its own fields only, and its message begins with the one that is wrong. */
  private static String named(String path, String message) {
    String field = message.split(" ", 2)[0];
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String message(ValueInstantiationException thrown) {
    Throwable cause = thrown.getCause();
    return cause == null || cause.getMessage() == null
        ? "the value is refused"
        : cause.getMessage();
  }

  private static Problem malformed(String detail) {
    return Problem.of(400, "malformed-request", "The request cannot be read", detail);
  }

  private static String field(String path) {
    int method = path.indexOf('.');
    int parameter = path.indexOf('.', method + 1);
    return parameter > 0 ? path.substring(parameter + 1) : path.substring(method + 1);
  }

  private static Response answer(Problem problem, UriInfo uri) {
    var body =
        new Body(
            "urn:goodword:problem:" + problem.code(),
            problem.title(),
            problem.status(),
            problem.getMessage(),
            uri.getPath(),
            problem.code(),
            problem.violations(),
            Span.current().getSpanContext().getTraceId());
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(MEDIA_TYPE).entity(body);
    Integer retryAfter = problem.retryAfterSeconds();
    if (retryAfter != null) {
      response.header("Retry-After", retryAfter);
    }
    if (problem.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }
}
