package io.goodword.planted.injection;

import jakarta.inject.Inject;
import java.time.Clock;

class Programmes {
  @Inject Clock clock = Clock.tickSeconds(java.time.ZoneOffset.UTC);
  private String name = "";

  @Inject
  void name(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
