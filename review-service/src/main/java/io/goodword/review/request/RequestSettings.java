package io.goodword.review.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of review requests. */
@ConfigMapping(prefix = "goodword.request")
interface RequestSettings {

  /** Market whose programme is used for deliveries. */
  @WithDefault("CN")
  String market();
}
