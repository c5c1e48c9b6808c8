package io.goodword.journeys.survival;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the client asked for and what was acknowledged; kept outside the suite. */
final class Journal {

  private final Map<String, Friend> friends = new ConcurrentHashMap<>();
  private final AtomicLong funded = new AtomicLong();
  private final AtomicLong fundings = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong abandoned = new AtomicLong();
  private final Collection<String> wrongAnswers = new ConcurrentLinkedQueue<>();

  /**
   * A friend, and how far the acknowledgements have come.
   *
   * @param id customer id
   * @param email address, also of those who do not want to be written to
   * @param consents whether messages are wanted
   * @param registered acknowledged registration
   * @param paid acknowledged first order
   * @param refunded acknowledged refund of it
   */
  record Friend(
      String id,
      String email,
      boolean consents,
      boolean registered,
      boolean paid,
      boolean refunded) {

    Friend afterRegistration() {
      return new Friend(id, email, consents, true, paid, refunded);
    }

    Friend afterPayment() {
      return new Friend(id, email, consents, registered, true, refunded);
    }

    Friend afterRefund() {
      return new Friend(id, email, consents, registered, paid, true);
    }
  }

  void note(Friend friend) {
    friends.put(friend.id(), friend);
  }

  List<Friend> friends() {
    return List.copyOf(friends.values());
  }

  void funded(long amount) {
    funded.addAndGet(amount);
    fundings.incrementAndGet();
  }

  void request() {
    requests.incrementAndGet();
  }

  void noAnswer() {
    unknown.incrementAndGet();
  }

  /** Given up after long retrying: nothing is known about its effect. */
  void abandon() {
    abandoned.incrementAndGet();
  }

  void wrong(String answer) {
    wrongAnswers.add(answer);
  }

  long funds() {
    return funded.get();
  }

  long fundings() {
    return fundings.get();
  }

  long requests() {
    return requests.get();
  }

  long unknown() {
    return unknown.get();
  }

  long abandoned() {
    return abandoned.get();
  }

  List<String> wrongAnswers() {
    return List.copyOf(wrongAnswers);
  }
}
