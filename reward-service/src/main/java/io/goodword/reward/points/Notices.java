package io.goodword.reward.points;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a customer is warned that something expires. Pure.
 *
 * @param before how long before, in any order
 */
record Notices(List<Span> before) {

  /**
   * What is to be done now.
   *
   * @param notice the warning to give, null for none
   * @param told warnings that count as given afterwards
   * @param nextAt when to look again
   */
  record Step(@Nullable Span notice, int told, Instant nextAt) {}

  private record Moment(Span notice, Instant at) {}

  /**
   * The step of a moment. Where several warnings have become due since the last look, only the last
   * one is given; one whose moment had passed when the lot was earned is never given.
   *
   * @param openedAt when the first lot with this expiry was earned
   * @param told warnings given so far
   */
  Step at(Instant now, Instant openedAt, Instant expiresAt, int told, ZoneId zone) {
    List<Moment> moments =
        before.stream()
            .map(span -> new Moment(span, span.before(expiresAt, zone)))
            .sorted(Comparator.comparing(Moment::at))
            .toList();
    int passed = (int) moments.stream().filter(moment -> !moment.at().isAfter(now)).count();
    Instant nextAt = passed == moments.size() ? expiresAt : moments.get(passed).at();
    if (passed <= told || !moments.get(passed - 1).at().isAfter(openedAt)) {
      return new Step(null, told, nextAt);
    }
    return new Step(moments.get(passed - 1).notice(), passed, nextAt);
  }
}
