package io.goodword.referral.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.goodword.kit.source.Ids;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides where a short link leads and hands its click to the buffer; never blocks. */
@Singleton
class Redirects {

  /** Browsers in use are few; what a rule says about one need not be found out for each click. */
  private static final int AGENTS = 2_000;

  private final ClickBuffer clicks;
  private final Visitors visitors;
  private final Ids ids;
  private final Cache<String, Optional<String>> bots =
      Caffeine.newBuilder().maximumSize(AGENTS).build();

  Redirects(ClickBuffer clicks, Visitors visitors, Ids ids) {
    this.clicks = clicks;
    this.visitors = visitors;
    this.ids = ids;
  }

  /** Path of the landing page, with the id of the click unless nobody has opened anything yet. */
  String landing(LinkRef link, @Nullable String via, Visit visit) {
    String click = visit.speculative() ? null : record(link, via, visit);
    return "/c/" + link.code() + (click == null ? "" : "?click=" + click);
  }

  /** The id of the click, nothing when there was no room for it. */
  private @Nullable String record(LinkRef link, @Nullable String via, Visit visit) {
    UUID id = ids.next();
    var click =
        new Opening.Click(
            id,
            link.linkId(),
            link.campaignId(),
            via == null ? Channel.OTHER : Channel.of(via).map(Channel::wire).orElse(Channel.OTHER),
            bots.get(visit.userAgent(), BotRules::match).orElse(null),
            visitors.hash(visit.address(), visit.userAgent(), ClickIds.time(id)));
    return clicks.offer(click) ? id.toString() : null;
  }
}
