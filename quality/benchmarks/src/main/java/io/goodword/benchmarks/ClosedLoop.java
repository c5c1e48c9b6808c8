package io.goodword.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Connections that each send the next request as soon as the answer to the last one is there. The
 * client is as thin as HTTP/1.1 allows, because it shares the machine with what it measures.
 */
final class ClosedLoop {

  private static final int BUFFER = 8_192;

  private final URI uri;
  private final int connections;
  private final String expectedStatus;
  private final Supplier<byte[]> requests;

  /**
   * A loop on one address.
   *
   * @param connections connections, each with one request under way
   * @param expectedStatus status that every answer must have
   */
  ClosedLoop(URI uri, int connections, int expectedStatus) {
    this(uri, connections, expectedStatus, always(get(uri)));
  }

  /**
   * A loop whose requests differ.
   *
   * @param requests makes the next request, whole, for any of the connections
   */
  ClosedLoop(URI uri, int connections, int expectedStatus, Supplier<byte[]> requests) {
    this.uri = uri;
    this.requests = requests;
    this.connections = connections;
    this.expectedStatus = "HTTP/1.1 " + expectedStatus;
  }

  /**
   * Runs for a time.
   *
   * @return answers, each with the expected status
   * @throws IOException when a connection breaks or another status comes
   */
  long run(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    var answers = new AtomicLong();
    List<IOException> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      answers.addAndGet(oneConnection(end));
                    } catch (IOException e) {
                      synchronized (failures) {
                        failures.add(e);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return answers.get();
  }

  private long oneConnection(long end) throws IOException {
    long answers = 0;
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      var in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      while (System.nanoTime() < end) {
        out.write(requests.get());
        out.flush();
        readAnswer(in);
        answers++;
      }
    }
    return answers;
  }

  /** First lines of a POST with JSON, to be followed by {@link #post}. */
  static String head(URI base, String path, String token) {
    return "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
        .formatted(path, base.getHost(), base.getPort(), token);
  }

  /** A whole POST under an Idempotency-Key of its own. */
  static byte[] post(String head, String body) {
    return (head
            + "Idempotency-Key: "
            + RewardBench.random()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Supplier<byte[]> always(byte[] request) {
    return () -> request;
  }

  private static byte[] get(URI uri) {
    return "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: Mozilla/5.0 (iPhone) Safari\r\n\r\n"
        .formatted(uri.getRawPath(), uri.getHost(), uri.getPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void readAnswer(BufferedInputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith(expectedStatus)) {
      throw new IOException(uri + " should answer " + expectedStatus + " but answered " + status);
    }
    int length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
      chunked |= header.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26);
    }
    in.skipNBytes(length);
    while (chunked) {
      int size = Integer.parseInt(line(in), 16);
      in.skipNBytes(size);
      line(in);
      chunked = size > 0;
    }
  }

  private static String line(BufferedInputStream in) throws IOException {
    var line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
