package io.goodword.journeys.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Sends requests; follows no redirect, keeps no cookie. */
public final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .executor(
              Executors.newCachedThreadPool(
                  task -> Thread.ofPlatform().daemon().name("http").unstarted(task)))
          .build();

  /**
   * Sends and waits for the answer.
   *
   * @throws StoryBroken when there is none
   */
  public Reply send(Call call) {
    try {
      return tried(call, PATIENCE);
    } catch (IOException e) {
      throw new StoryBroken("%s (%s) got no answer: %s".formatted(call, call.uri(), e), e);
    }
  }

  /**
   * Sends and waits for the answer, for a caller who counts with failure.
   *
   * @throws IOException when there is no answer; whether there is an effect is then unknown
   */
  public Reply tried(Call call, Duration patience) throws IOException {
    byte[] body = call.bytes();
    var request =
        HttpRequest.newBuilder(call.uri())
            .timeout(patience)
            .method(
                call.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    call.headers().forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(call, response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
