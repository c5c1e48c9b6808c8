package io.goodword.planted.neighbour;

import io.goodword.neighbour.link.Links;

class Visits {
  Links links() {
    return new Links();
  }
}
