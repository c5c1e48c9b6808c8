package io.goodword.kit.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller can understand and act on (RFC 9457). Thrown from anywhere below a
 * resource; the transaction rolls back and nothing is stored.
 */
public class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String title;
  private final transient List<Violation> violations = new ArrayList<>();
  private @Nullable Integer retryAfterSeconds;

  private Problem(int status, String code, String title, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /**
   * One broken rule.
   *
   * @param field path of the field in the request
   * @param rule what is allowed
   * @param value what was sent, shortened to 100 characters
   */
  public record Violation(String field, String rule, @Nullable String value) {}

  /**
   * A refusal.
   *
   * @param status HTTP status, 400 to 599
   * @param code stable kebab-case code; its type is {@code urn:goodword:problem:<code>}
   * @param title the kind of refusal in one line
   * @param detail what happened here and what to do
   */
  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail);
  }

  /** 404, also for what belongs to somebody else, so that existence does not leak. */
  public static Problem notFound(String what) {
    return new Problem(404, "not-found", "Not found", "There is no such " + what + ".");
  }

  /** 409: the thing is in a state that does not allow this. */
  public static Problem conflict(String code, String detail) {
    return new Problem(409, code, "Not possible in this state", detail);
  }

  /** 422: understood, but against a rule. */
  public static Problem unprocessable(String code, String detail) {
    return new Problem(422, code, "Against a rule", detail);
  }

  /** 422 that names a field, the rule and the value. */
  public static Problem invalid(String field, String rule, @Nullable Object value) {
    return new Problem(
            422, "invalid-request", "The request breaks a rule", field + " " + rule + ".")
        .with(field, rule, value);
  }

  /** Adds a broken rule. */
  public Problem with(String field, String rule, @Nullable Object value) {
    violations.add(new Violation(field, rule, value == null ? null : "%.100s".formatted(value)));
    return this;
  }

  /** Tells when to try again. */
  public Problem retryAfter(int seconds) {
    retryAfterSeconds = seconds;
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String title() {
    return title;
  }

  public List<Violation> violations() {
    return violations;
  }

  public @Nullable Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
