package io.goodword.kit.plantedone;

import io.goodword.kit.plantedtwo.There;

public class Here {
  public There there() {
    return new There();
  }
}
