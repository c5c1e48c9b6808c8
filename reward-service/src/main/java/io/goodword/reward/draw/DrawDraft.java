package io.goodword.reward.draw;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A draw as it is sent, nothing of it trusted.
 *
 * @param market market code of two capital letters; its prize cap and disclosures apply
 * @param campaignId campaign whose budget pays for the prizes; absent: issuance, gifts from stock
 * @param texts by language: zh-CN, zh-TW and en
 * @param prizes 1 to 20 kinds, at most 2,000 in all, in the order in which they are won
 * @param onePrizePerPerson true when absent
 * @param witnessWithin PT24H when absent, at most P30D
 */
@RegisterForReflection(
    targets = {
      DrawDraft.class,
      DrawDraft.PrizeDraft.class,
      DrawDraft.ValueDraft.class,
      DrawDraft.TicketDraft.class,
      DrawDraft.NoticeDraft.class
    })
record DrawDraft(
    @Nullable String market,
    @Nullable String campaignId,
    @Nullable Map<String, NoticeDraft> texts,
    @Nullable List<PrizeDraft> prizes,
    @Nullable TicketDraft tickets,
    @Nullable Boolean onePrizePerPerson,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    @Nullable Duration witnessWithin) {

  /**
   * What participants are told.
   *
   * @param title 1 to 100 characters
   * @param conditions who may take part, and how; at most 2,000 characters, as the others
   */
  record NoticeDraft(
      @Nullable String title,
      @Nullable String conditions,
      @Nullable String award,
      @Nullable String forfeit,
      @Nullable String organiser) {}

  /**
   * A prize.
   *
   * @param name by language, 1 to 100 characters
   * @param amount minor units of the asset, 1 to 10^15
   * @param fairValue market price of one in the currency of the market
   */
  record PrizeDraft(
      @Nullable Map<String, String> name,
      @Nullable String asset,
      @Nullable Long amount,
      @Nullable Integer quantity,
      @Nullable ValueDraft fairValue) {}

  /** A price in minor units. */
  record ValueDraft(@Nullable String currency, @Nullable Long amount) {}

  /**
   * How tickets are had.
   *
   * @param asset POINTS when absent
   * @param price minor units for one ticket; absent: only by grants of the draw's chances
   * @param maxPerPerson 1 to 100
   */
  record TicketDraft(
      @Nullable String asset, @Nullable Long price, @Nullable Integer maxPerPerson) {}
}
