package io.goodword.kit.plantedtwo;

import io.goodword.kit.plantedone.Here;

public class There {
  public Here here() {
    return new Here();
  }
}
