package io.goodword.referral.policy;

import io.goodword.kit.page.PageLanguage;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * The rules of one market, from {@code policies/<market>.json}.
 *
 * @param market market code, or {@code default} for the strictest union
 * @param version date of this version, {@code yyyy-MM-dd}; a change of law is a new version
 * @param language language of a visitor who asks for none
 * @param zone zone in which campaign days are told
 * @param serverSentInvitations whether this service may send an invitation that a customer triggers
 * @param rewardDepth how many levels of recommendation may be paid
 * @param prizeCap highest value of one prize of a draw
 * @param quietHours when nothing commercial may be sent, in the receiver's zone
 * @param disclosure what is said beside every recommendation that is rewarded, by language
 */
public record PolicyPack(
    String market,
    String version,
    String language,
    String zone,
    Permission serverSentInvitations,
    Depth rewardDepth,
    PrizeCap prizeCap,
    QuietHours quietHours,
    Map<String, Disclosure> disclosure) {

  /** Refuses a pack that has a hole or that promises what this release does not do. */
  public PolicyPack {
    disclosure = Map.copyOf(disclosure);
    ZoneId.of(zone);
    if (PageLanguage.of(language) == null) {
      throw new IllegalArgumentException(market + ": language " + language + " is not spoken");
    }
    for (PageLanguage spoken : PageLanguage.values()) {
      if (!disclosure.containsKey(spoken.tag())) {
        throw new IllegalArgumentException(market + ": no disclosure in " + spoken.tag());
      }
    }
    if (serverSentInvitations.allowed()) {
      throw new IllegalArgumentException(
          market + ": this release sends no invitations, a pack cannot allow them");
    }
    if (rewardDepth.max() != 1) {
      throw new IllegalArgumentException(
          market + ": this release pays direct recommendations only, depth must be 1");
    }
  }

  /**
   * Something that is allowed or not.
   *
   * @param allowed whether it may be done
   * @param reason why, in words a marketer understands
   * @param law where it is written
   */
  public record Permission(boolean allowed, String reason, String law) {}

  /**
   * Levels of recommendation that may be paid.
   *
   * @param max 1 is the person who recommended, nobody behind
   * @param reason why
   * @param law where it is written
   */
  public record Depth(int max, String reason, String law) {}

  /**
   * Highest value of one prize.
   *
   * @param asset currency code
   * @param amount minor units
   * @param law where it is written
   */
  public record PrizeCap(String asset, long amount, String law) {}

  /**
   * Hours without commercial messages.
   *
   * @param from first quiet minute
   * @param until first minute after
   * @param law where it is written
   */
  public record QuietHours(LocalTime from, LocalTime until, String law) {}

  /**
   * The disclosure of a rewarded recommendation (16 CFR 255.5: clear, near, in the same language).
   *
   * @param share said by the advocate in a share text
   * @param landing said to the friend beside the offer
   */
  public record Disclosure(String share, String landing) {}

  /** The language of a visitor who asks for none. */
  public PageLanguage defaultLanguage() {
    PageLanguage spoken = PageLanguage.of(language);
    return spoken == null ? PageLanguage.EN : spoken;
  }

  /** The disclosure in a language. */
  public Disclosure disclosure(PageLanguage spoken) {
    Disclosure text = disclosure.get(spoken.tag());
    if (text == null) {
      throw new IllegalStateException("checked when the pack was made: " + spoken);
    }
    return text;
  }
}
