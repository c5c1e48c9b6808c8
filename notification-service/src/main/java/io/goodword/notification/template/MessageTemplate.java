package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import io.goodword.notification.consent.Purpose;
import java.util.List;
import java.util.Map;

/** A message with its variables and its wording in each language. */
record MessageTemplate(
    String name, Purpose purpose, List<Variable> variables, Map<PageLanguage, Wording> wordings) {

  /** The wording in a language, or in the one that its readers understand best. */
  Wording wording(PageLanguage language) {
    List<PageLanguage> chain =
        switch (language) {
          case ZH_CN -> List.of(PageLanguage.ZH_CN, PageLanguage.ZH_TW, PageLanguage.EN);
          case ZH_TW -> List.of(PageLanguage.ZH_TW, PageLanguage.ZH_CN, PageLanguage.EN);
          case EN -> List.of(PageLanguage.EN, PageLanguage.ZH_CN, PageLanguage.ZH_TW);
        };
    for (PageLanguage next : chain) {
      Wording wording = wordings.get(next);
      if (wording != null) {
        return wording;
      }
    }
    throw new IllegalStateException("template " + name + " has no wording");
  }
}
