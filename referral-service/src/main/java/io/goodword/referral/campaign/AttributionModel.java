package io.goodword.referral.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** Which of several recommendations is credited. */
public enum AttributionModel {
  /** The earliest inside the window. */
  @JsonProperty("first-touch")
  FIRST_TOUCH("first-touch"),
  /** The latest inside the window. */
  @JsonProperty("last-touch")
  LAST_TOUCH("last-touch");

  private final String wire;

  AttributionModel(String wire) {
    this.wire = wire;
  }

  /** The name in JSON and events. */
  public String wire() {
    return wire;
  }

  static Optional<AttributionModel> of(String wire) {
    for (AttributionModel model : values()) {
      if (model.wire.equals(wire)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
