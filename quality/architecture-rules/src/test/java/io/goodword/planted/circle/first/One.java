package io.goodword.planted.circle.first;

import io.goodword.planted.circletwo.Two;

public class One {
  public Two two() {
    return new Two();
  }
}
