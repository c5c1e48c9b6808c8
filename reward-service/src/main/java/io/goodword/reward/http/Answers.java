package io.goodword.reward.http;

import io.goodword.kit.idempotency.Answer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers to requests with an Idempotency-Key: a replay looks like the first and says so. */
public final class Answers {

  private Answers() {}

  /** The answer as it is. */
  public static <T> RestResponse<T> of(RestResponse.Status status, Answer<T> answer) {
    return with(status, answer).build();
  }

  /** The answer, for further headers. */
  public static <T> ResponseBuilder<T> with(RestResponse.Status status, Answer<T> answer) {
    ResponseBuilder<T> response = ResponseBuilder.create(status, answer.value());
    return answer.replayed() ? response.header("Idempotency-Replayed", "true") : response;
  }
}
