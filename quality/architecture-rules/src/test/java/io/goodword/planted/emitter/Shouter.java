package io.goodword.planted.emitter;

import org.eclipse.microprofile.reactive.messaging.Emitter;

class Shouter {
  void shout(Emitter<String> emitter) {
    emitter.send("granted");
  }
}
