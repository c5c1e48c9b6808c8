package io.goodword.journeys.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What came back.
 *
 * @param call the request
 * @param status HTTP status
 * @param headers header fields
 * @param bytes body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(Call call, int status, HttpHeaders headers, byte[] bytes) {

  private static final int SHOWN = 600;

  /** The body as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public JsonNode json() {
    return Json.read(bytes);
  }

  /** A header, empty when it is missing. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The code of a problem, empty when the body is none. */
  public String code() {
    return header("Content-Type").startsWith("application/problem+json")
        ? json().path("code").asText()
        : "";
  }

  /**
   * Requires one of the statuses.
   *
   * @throws StoryBroken when another came
   */
  public Reply must(int... statuses) {
    if (IntStream.of(statuses).noneMatch(allowed -> allowed == status)) {
      throw new StoryBroken(
          "%s should answer %s but answered %d: %s"
              .formatted(call, Arrays.toString(statuses), status, shortened()));
    }
    return this;
  }

  /**
   * Requires a refusal by problem+json.
   *
   * @throws StoryBroken when it is another answer
   */
  public Reply mustRefuse(int wanted, String code) {
    must(wanted);
    Expect.that(
        call + " should refuse with problem+json",
        header("Content-Type").startsWith("application/problem+json"),
        header("Content-Type"));
    Expect.same("The code of " + call, code, code());
    Expect.same("The status in the problem of " + call, wanted, json().path("status").asInt());
    Expect.same(
        "The type of the problem of " + call,
        "urn:goodword:problem:" + code,
        json().path("type").asText());
    return this;
  }

  private String shortened() {
    String text = text();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
  }

  @Override
  public String toString() {
    return call + " " + status + " " + shortened();
  }
}
