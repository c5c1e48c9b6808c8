package io.goodword.referral.link;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a link or page was asked for.
 *
 * @param address network address of the visitor, used for a hash and forgotten
 * @param userAgent empty when there is none
 * @param speculative a HEAD or a prefetch: nobody has opened anything yet
 */
record Visit(String address, String userAgent, boolean speculative) {

  private static final List<String> PREFETCH =
      List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

  static Visit of(HttpServerRequest request) {
    String agent = request.getHeader("User-Agent");
    boolean speculative = HttpMethod.HEAD.equals(request.method());
    for (String header : PREFETCH) {
      speculative |= isPrefetch(request.getHeader(header));
    }
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return new Visit(address == null ? "" : address, agent == null ? "" : agent, speculative);
  }

  /** {@code prefetch}, {@code prefetch;prerender}, {@code preview}: all mean not yet. */
  static boolean isPrefetch(@Nullable String purpose) {
    if (purpose == null) {
      return false;
    }
    String lower = purpose.toLowerCase(Locale.ROOT);
    return lower.contains("prefetch") || lower.contains("prerender") || lower.contains("preview");
  }
}
