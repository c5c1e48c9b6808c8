package io.goodword.kit.planted;

import io.goodword.neighbour.link.Links;

class Bonus {
  Links links() {
    return new Links();
  }
}
