package io.goodword.planted.inbox;

/** Calls itself an intake and leaves the inbox out. */
class Intake {
  void receive(String poll) {
    System.out.println(poll);
  }
}
