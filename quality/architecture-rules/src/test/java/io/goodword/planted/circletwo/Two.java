package io.goodword.planted.circletwo;

import io.goodword.planted.circle.first.One;

public class Two {
  public One one() {
    return new One();
  }
}
