package io.goodword.referral.link;

import io.goodword.kit.page.PageLanguage;
import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the landing page shows, all of it in words.
 *
 * @param language language of the page
 * @param invited who invites, never an id
 * @param notice why there is nothing to join now, absent while there is
 * @param offer what there is to join, absent when there is a notice
 * @param period until when, in the market's zone
 * @param terms policy details by paragraph
 * @param social title, description and address for previews
 * @param accentSheet address of the style sheet with the campaign's colour
 * @param languages the same page in other languages
 */
@TemplateData
public record LandingView(
    PageLanguage language,
    String invited,
    String title,
    String text,
    @Nullable String notice,
    @Nullable Offer offer,
    String period,
    String termsTitle,
    List<String> terms,
    Social social,
    @Nullable String accentSheet,
    List<Other> languages) {

  /**
   * What both sides get, and the one way on.
   *
   * @param disclosure that the advocate is rewarded, shown beside the rewards
   * @param next what happens after the button
   * @param href destination with the token
   */
  @TemplateData
  public record Offer(
      String friendTitle,
      List<Gain> friend,
      String advocateTitle,
      List<Gain> advocate,
      String disclosure,
      String button,
      String next,
      String href) {}

  /** An amount with its unit, and when it comes. */
  @TemplateData
  public record Gain(String amount, String when) {}

  /** Open Graph data. */
  @TemplateData
  public record Social(String title, String description, String url, String locale) {}

  /** A link to the page in another language. */
  @TemplateData
  public record Other(String tag, String name, String href) {}
}
