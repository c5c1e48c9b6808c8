package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;

/** A message in the recipient's language, for either channel. */
public record Rendered(
    PageLanguage language, String subject, String text, String html, String sms) {}
