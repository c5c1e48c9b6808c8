package io.goodword.referral.share;

import io.goodword.contracts.referral.ShareIntended;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.referral.campaign.CampaignLanding;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.link.Channel;
import io.goodword.referral.link.LinkRef;
import io.goodword.referral.policy.Policies;
import io.goodword.referral.policy.PolicyPack;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The share tools of an advocate. */
@ApplicationScoped
public class Shares {

  private final Campaigns campaigns;
  private final Policies policies;
  private final Outbox outbox;
  private final Sql sql;
  private final Clock clock;
  private final String publicUrl;

  Shares(
      Campaigns campaigns,
      Policies policies,
      Outbox outbox,
      Sql sql,
      Clock clock,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.outbox = outbox;
    this.sql = sql;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  private record Count(String channel, long intents) {}

  /** Opened share tools of a campaign. */
  @Transactional
  public ShareCounts counts(String campaignId) {
    Map<String, Long> byChannel = new LinkedHashMap<>();
    sql.query(
            "select channel, sum(intents) as intents from share_days where campaign_id = ?"
                + " group by channel order by channel",
            row -> new Count(row.getString("channel"), row.getLong("intents")),
            campaignId)
        .forEach(count -> byChannel.put(count.channel(), count.intents()));
    long total = byChannel.values().stream().mapToLong(Long::longValue).sum();
    return new ShareCounts(total, byChannel);
  }

  /**
   * The payloads of a link.
   *
   * @param wish language that the advocate wants, the market's when absent
   */
  @Transactional
  List<Payload> payloads(
      LinkRef link, List<Channel> channels, @Nullable String wish, @Nullable String accepted) {
    CampaignLanding campaign =
        campaigns.landing(link.campaignId()).orElseThrow(() -> Problem.notFound("campaign"));
    PolicyPack pack = policies.of(campaign.market());
    PageLanguage language = PageLanguage.choose(wish, accepted, pack.defaultLanguage());
    var parts =
        new Payloads.Parts(
            language,
            campaign.text(language).title(),
            campaign.text(language).text(),
            pack.disclosure(language).share(),
            publicUrl + "/r/" + link.code(),
            link.code());
    return channels.stream().map(channel -> Payloads.of(channel, parts)).toList();
  }

  /** Counts that a share tool was opened and says so; nobody is paid for it. */
  @Transactional
  void intend(LinkRef link, Channel channel) {
    Instant now = clock.instant();
    sql.update(
        "insert into share_days as d (campaign_id, day, link_id, channel, intents)"
            + " values (?, ?, ?, ?, 1) on conflict (campaign_id, day, link_id, channel)"
            + " do update set intents = d.intents + 1",
        link.campaignId(),
        LocalDate.ofInstant(now, ZoneOffset.UTC),
        link.linkId(),
        channel.wire());
    outbox.append(
        ShareIntended.TYPE,
        link.linkId(),
        new ShareIntended(
            link.linkId(), link.campaignId(), link.advocateId(), channel.wire(), now));
  }
}
