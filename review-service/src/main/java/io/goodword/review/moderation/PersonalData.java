package io.goodword.review.moderation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what identifies or reaches a person, and links. Mobile numbers of mainland China (11 digits
 * from 13 to 19) and Taiwan (09 and 8 digits), identity cards of mainland China (GB 11643-1999,
 * check digit by ISO 7064 MOD 11-2), e-mail addresses, handles of messengers, web addresses.
 */
final class PersonalData {

  private static final Pattern CN_MOBILE =
      Pattern.compile("(?<!\\d)(?:\\+?86[ -]?)?1[3-9]\\d(?:[ -]?\\d){8}(?!\\d)");
  private static final Pattern TW_MOBILE =
      Pattern.compile("(?<!\\d)(?:09\\d{2}|\\+?886[ -]?9\\d{2})[ -]?\\d{3}[ -]?\\d{3}(?!\\d)");
  private static final Pattern IDENTITY_CARD =
      Pattern.compile("(?<![\\da-z])\\d{17}[\\dx](?![\\da-z])");
  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\\.){1,4}[a-z]{2,24}");
  private static final String MESSENGER =
      "(?:微信|薇信|威信|维信|v信|扣扣|(?<![a-z0-9])(?:vx|wx|weixin|wechat|qq|telegram|whatsapp|line))";
  private static final Pattern HANDLE =
      Pattern.compile(
          MESSENGER
              + "(?:\\s*(?:号码|号|id|[:：])\\s*[:：]?\\s*[a-z][a-z0-9_-]{4,19}"
              + "|\\s*(?:号码|号|群|id|是|[:：])?\\s*[:：]?\\s*(?=[a-z_-]*\\d)[a-z0-9_-]{5,20})");
  private static final Pattern ADD_ME =
      Pattern.compile(
          "(?:加|\\+)(?:一?下|个|我|我的)?\\s*(?:微信|薇信|威信|维信|v信|vx|wx|qq|扣扣|薇)"
              + "|加(?:我)?[微v](?=\\s*[::]?\\s*[a-z0-9_-]{4,}|[\\s,。!]|$)");
  private static final Pattern LINK =
      Pattern.compile(
          "(?:https?://|www\\.)\\S{2,}"
              + "|(?<![@\\w.-])(?:[a-z0-9-]{1,63}\\.){1,4}"
              + "(?:com|cn|net|org|top|xyz|shop|vip|cc|io|club|link|tw|hk|me|ly)(?![a-z0-9@-])"
              + "(?:/\\S*)?");

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10x98765432";

  private PersonalData() {}

  /** A place in the normalised text, end exclusive. */
  record Found(Reason reason, int start, int end) {}

  static List<Found> in(NormalText normal) {
    String text = normal.text();
    var found = new ArrayList<Found>();
    collect(CN_MOBILE, text, Reason.PERSONAL_DATA, found);
    collect(TW_MOBILE, text, Reason.PERSONAL_DATA, found);
    collect(EMAIL, text, Reason.PERSONAL_DATA, found);
    Matcher card = IDENTITY_CARD.matcher(text);
    while (card.find()) {
      if (isIdentityCard(card.group())) {
        found.add(new Found(Reason.PERSONAL_DATA, card.start(), card.end()));
      }
    }
    collect(HANDLE, text, Reason.CONTACT_DETAILS, found);
    collect(ADD_ME, text, Reason.CONTACT_DETAILS, found);
    collect(LINK, text, Reason.LINK, found);
    return found;
  }

  private static void collect(Pattern pattern, String text, Reason reason, List<Found> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(new Found(reason, matcher.start(), matcher.end()));
    }
  }

  static boolean isIdentityCard(String card) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (card.charAt(i) - '0') * WEIGHTS[i];
    }
    if (CHECKS.charAt(sum % 11) != card.charAt(17)) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(card.substring(6, 10)),
          Integer.parseInt(card.substring(10, 12)),
          Integer.parseInt(card.substring(12, 14)));
      return true;
    } catch (DateTimeException notABirthday) {
      return false;
    }
  }
}
