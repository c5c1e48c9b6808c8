package io.goodword.notification.template;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of templates. */
@ConfigMapping(prefix = "goodword.template")
interface TemplateSettings {

  /** Name of the shop as customers know it; stands in messages and as signature of an SMS. */
  @WithDefault("Goodword")
  String shopName();
}
