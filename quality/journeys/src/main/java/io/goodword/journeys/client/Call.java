package io.goodword.journeys.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request before it is sent. */
public final class Call {

  private final String method;
  private final URI uri;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte @Nullable [] body;

  private Call(String method, URI uri) {
    this.method = method;
    this.uri = uri;
  }

  /** A request of any method. */
  public static Call of(String method, URI uri) {
    return new Call(method, uri);
  }

  /** Reads. */
  public static Call get(URI base, String path) {
    return of("GET", URI.create(base + path));
  }

  /** Sends JSON. */
  public static Call post(URI base, String path, Object body) {
    return of("POST", URI.create(base + path)).json(body);
  }

  /** Sends JSON that replaces. */
  public static Call put(URI base, String path, Object body) {
    return of("PUT", URI.create(base + path)).json(body);
  }

  /** With a bearer token. */
  public Call as(String token) {
    return token.isEmpty() ? this : header("Authorization", "Bearer " + token);
  }

  /** With a header. */
  public Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** With an Idempotency-Key. */
  public Call key(String value) {
    return header("Idempotency-Key", value);
  }

  /** With a body of JSON; a text is taken as it is. */
  public Call json(Object value) {
    headers.putIfAbsent("Content-Type", "application/json");
    String text = value instanceof String given ? given : Json.write(value);
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With a body of bytes. */
  public Call body(byte[] bytes) {
    body = bytes.clone();
    return this;
  }

  /** HTTP method. */
  public String method() {
    return method;
  }

  /** Whole address. */
  public URI uri() {
    return uri;
  }

  /** Path and query, as a request line shows them. */
  public String target() {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  Map<String, String> headers() {
    return headers;
  }

  byte @Nullable [] bytes() {
    return body == null ? null : Arrays.copyOf(body, body.length);
  }

  @Override
  public String toString() {
    return method + " " + target();
  }
}
