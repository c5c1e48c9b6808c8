package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.notification.consent.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages that we know how to say. */
@ApplicationScoped
public class Templates {

  private static final String SHOP = "shop";

  private final Map<String, MessageTemplate> templates = TemplateFiles.load();
  private final MailLayout layout;
  private final String shop;

  Templates(TemplateSettings settings) {
    this.shop = settings.shopName();
    this.layout = new MailLayout(shop, TemplateFiles.frame());
  }

  /** Why a message of this template is sent. */
  public Purpose purpose(String template) {
    return template(template).purpose();
  }

  /**
   * Checks that a template exists and can be filled.
   *
   * @throws Problem 422 that names the variable and its rule
   */
  public void check(String template, Map<String, String> data) {
    for (Variable variable : template(template).variables()) {
      boolean found = false;
      for (PageLanguage language : PageLanguage.values()) {
        String value = value(variable, data, language);
        if (value != null) {
          found = true;
          variable
              .fault(value)
              .ifPresent(
                  rule -> {
                    throw Problem.invalid("data." + variable.name(), rule, value);
                  });
        }
      }
      if (variable.required() && !found) {
        throw Problem.invalid("data." + variable.name(), "is required by " + template, null);
      }
    }
  }

  /**
   * Says a message.
   *
   * @param data values of its variables; {@code name.zh-CN} goes before {@code name} in zh-CN
   * @param zone zone of the recipient, for dates
   * @param unsubscribe link of the footer, null where there is nothing to unsubscribe from
   */
  public Rendered render(
      String template,
      PageLanguage language,
      ZoneId zone,
      Map<String, String> data,
      @Nullable URI unsubscribe) {
    MessageTemplate known = template(template);
    Wording wording = known.wording(language);
    Map<String, String> values = new HashMap<>(Map.of(SHOP, shop));
    String link = null;
    for (Variable variable : known.variables()) {
      String value = value(variable, data, wording.language());
      if (value != null) {
        String shown = variable.shown(value, wording.language(), zone);
        values.put(variable.name(), shown);
        link = variable.type() == Variable.Type.LINK ? shown : link;
      }
    }
    Phrase button = wording.button();
    var content =
        new MailLayout.Content(
            wording.language(),
            filled(template, wording.subject(), values),
            filled(template, wording.heading(), values),
            wording.paragraphs(values),
            button == null ? null : filled(template, button, values),
            link,
            unsubscribe);
    return new Rendered(
        wording.language(),
        content.subject(),
        layout.text(content),
        layout.html(content),
        wording.sms(values));
  }

  private MessageTemplate template(String name) {
    MessageTemplate template = templates.get(name);
    if (template == null) {
      throw Problem.invalid("template", "must be one of " + templates.keySet(), name);
    }
    return template;
  }

  private static String filled(String template, Phrase phrase, Map<String, String> values) {
    return phrase
        .fill(values)
        .orElseThrow(
            () -> new IllegalStateException(template + " lacks a variable of: " + phrase.text()));
  }

  private static @Nullable String value(
      Variable variable, Map<String, String> data, PageLanguage language) {
    String value = data.get(variable.name() + "." + language.tag());
    if (value == null) {
      value = data.get(variable.name());
    }
    return value == null || value.isBlank() ? null : value;
  }
}
