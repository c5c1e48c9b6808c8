package io.goodword.reward.planted;

import java.time.Instant;

class Praise {
  private int lastRating;
  private Instant startsAt = Instant.EPOCH;
  private int operating;

  int stars() {
    return lastRating;
  }

  long pay(long amount, String sentimentOfText) {
    return startsAt.isAfter(Instant.EPOCH) ? operating : amount + sentimentOfText.length();
  }

  String getSentiment() {
    return "";
  }
}
