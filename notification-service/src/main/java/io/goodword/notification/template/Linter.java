package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what our messages must not say: superlatives (Advertising Law of the PRC, article 9 (3)),
 * runs of exclamation marks, pressure, and variables that nobody fills.
 */
final class Linter {

  private static final Pattern SUPERLATIVE =
      Pattern.compile(
          "最|第一|国家级|國家級|顶级|頂級|\\b(best|greatest|no\\. ?1|number one)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHOUTING = Pattern.compile("[!!]{2,}");
  private static final Pattern PRESSURE =
      Pattern.compile(
          "马上|馬上|立即|仅剩|僅剩|\\b(hurry|last chance|only today)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern FAMILIAR = Pattern.compile("你");
  private static final String SHOP = "shop";
  private static final int MOST_SEGMENTS = 4;

  private Linter() {}

  /** What is wrong with a template; empty when all is well. */
  static List<String> findings(MessageTemplate template) {
    List<String> findings = new ArrayList<>();
    Set<String> known = new HashSet<>(Set.of(SHOP));
    template.variables().forEach(variable -> known.add(variable.name()));
    for (PageLanguage language : PageLanguage.values()) {
      Wording wording = template.wordings().get(language);
      String where = template.name() + " in " + language.tag();
      if (wording == null) {
        findings.add(where + " is missing");
        continue;
      }
      wording.phrases().forEach(phrase -> check(where, phrase, known, findings));
      checkParts(where, template, wording, findings);
    }
    return findings;
  }

  private static void check(String where, Phrase phrase, Set<String> known, List<String> findings) {
    found(where, "superlative", SUPERLATIVE, phrase, findings);
    found(where, "run of exclamation marks", SHOUTING, phrase, findings);
    found(where, "pressure", PRESSURE, phrase, findings);
    found(where, "familiar address", FAMILIAR, phrase, findings);
    for (String variable : phrase.variables()) {
      if (!known.contains(variable)) {
        findings.add(where + " has the unknown variable " + variable);
      }
    }
  }

  private static void checkParts(
      String where, MessageTemplate template, Wording wording, List<String> findings) {
    boolean links = template.variables().stream().anyMatch(v -> v.type() == Variable.Type.LINK);
    if (links != (wording.button() != null)) {
      findings.add(where + " must have a button if, and only if, it has a link");
    }
    if (links && wording.sms().stream().noneMatch(phrase -> phrase.text().contains("{link}"))) {
      findings.add(where + " has no link in its SMS");
    }
    if (wording.sms().stream().noneMatch(phrase -> phrase.variables().contains(SHOP))) {
      findings.add(where + " does not say in its SMS who writes");
    }
    int segments =
        SmsText.of(String.join("", wording.sms().stream().map(Phrase::text).toList()))
            .segments()
            .size();
    if (segments > MOST_SEGMENTS) {
      findings.add(where + " has an SMS of " + segments + " segments");
    }
  }

  private static void found(
      String where, String what, Pattern pattern, Phrase phrase, List<String> findings) {
    Matcher matcher = pattern.matcher(phrase.text());
    if (matcher.find()) {
      findings.add(where + " has a " + what + ": " + matcher.group());
    }
  }
}
