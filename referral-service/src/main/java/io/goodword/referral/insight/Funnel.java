package io.goodword.referral.insight;

import io.goodword.referral.insight.FunnelNumbers.Friends;
import io.goodword.referral.link.ClickCounts;
import io.goodword.referral.share.ShareCounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From share to payment in one campaign. Every rate is a fraction with four decimals, null where
 * its denominator is 0.
 *
 * @param campaignId id of the campaign
 * @param clicks openings of links
 * @param shares openings of share tools
 * @param links advocates who have a link
 * @param landings landing pages seen by people
 * @param attributed friends who were bound to an advocate
 * @param registered friends who registered because of the recommendation
 * @param paid friends who paid a first order
 * @param revoked friends whose first order was refunded, in part or in full
 * @param rates from each step to the next
 * @param byChannel the same by channel; {@code code} and {@code coupon} are friends who typed one
 */
record Funnel(
    String campaignId,
    ClickNumbers clicks,
    ShareCounts shares,
    long links,
    long landings,
    long attributed,
    long registered,
    long paid,
    long revoked,
    Rates rates,
    List<ByChannel> byChannel) {

  /**
   * Openings of links.
   *
   * @param raw by people
   * @param unique different people for each link and hour
   * @param bot by programs, not part of raw
   */
  record ClickNumbers(long raw, long unique, long bot) {

    static ClickNumbers of(ClickCounts counts) {
      return new ClickNumbers(counts.raw(), counts.unique(), counts.bot());
    }
  }

  /**
   * Fractions.
   *
   * @param clickToLanding landings / raw clicks
   * @param clickToRegistered registered / unique clicks
   * @param registeredToPaid paid / registered
   * @param clickToPaid paid / unique clicks
   * @param paidToRevoked revoked / paid
   */
  record Rates(
      @Nullable BigDecimal clickToLanding,
      @Nullable BigDecimal clickToRegistered,
      @Nullable BigDecimal registeredToPaid,
      @Nullable BigDecimal clickToPaid,
      @Nullable BigDecimal paidToRevoked) {

    static Rates of(ClickCounts clicks, Friends friends) {
      return new Rates(
          Ratio.of(clicks.landings(), clicks.raw()),
          Ratio.of(friends.registered(), clicks.unique()),
          Ratio.of(friends.paid(), friends.registered()),
          Ratio.of(friends.paid(), clicks.unique()),
          Ratio.of(friends.revoked(), friends.paid()));
    }
  }

  /** One channel. */
  record ByChannel(
      String channel,
      long shares,
      ClickNumbers clicks,
      long landings,
      long registered,
      long paid,
      long revoked,
      Rates rates) {}

  static Funnel of(
      String campaignId,
      ClickCounts clicks,
      Map<String, ClickCounts> clicksByChannel,
      ShareCounts shares,
      long links,
      Map<String, Friends> friendsByChannel) {
    Friends all = Friends.sum(friendsByChannel.values());
    var channels = new TreeSet<>(clicksByChannel.keySet());
    channels.addAll(shares.byChannel().keySet());
    channels.addAll(friendsByChannel.keySet());
    return new Funnel(
        campaignId,
        ClickNumbers.of(clicks),
        shares,
        links,
        clicks.landings(),
        all.bound(),
        all.registered(),
        all.paid(),
        all.revoked(),
        Rates.of(clicks, all),
        channels.stream()
            .map(
                channel ->
                    channel(
                        channel,
                        shares.byChannel().getOrDefault(channel, 0L),
                        clicksByChannel.getOrDefault(channel, ClickCounts.NONE),
                        friendsByChannel.getOrDefault(channel, Friends.NONE)))
            .toList());
  }

  private static ByChannel channel(String name, long shares, ClickCounts clicks, Friends friends) {
    return new ByChannel(
        name,
        shares,
        ClickNumbers.of(clicks),
        clicks.landings(),
        friends.registered(),
        friends.paid(),
        friends.revoked(),
        Rates.of(clicks, friends));
  }
}
