package io.goodword.referral.link;

/**
 * How often links were opened.
 *
 * @param raw openings by people
 * @param unique different people for each link and hour
 * @param bot openings by programs, not part of raw
 * @param landings landing pages seen by people
 */
public record ClickCounts(long raw, long unique, long bot, long landings) {

  /** Nothing yet. */
  public static final ClickCounts NONE = new ClickCounts(0, 0, 0, 0);
}
