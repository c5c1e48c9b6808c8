package io.goodword.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of contacts. */
@ConfigMapping(prefix = "goodword.contact")
interface ContactSettings {

  /** Secret of at least 32 characters from which the keys of addresses are derived; required. */
  String key();

  /** Region (ISO 3166) of phone numbers whose locale names none. */
  @WithDefault("CN")
  String region();
}
