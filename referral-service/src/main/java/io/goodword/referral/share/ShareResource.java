package io.goodword.referral.share;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.referral.link.Channel;
import io.goodword.referral.link.LinkRef;
import io.goodword.referral.link.Links;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/links/{linkId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sharing", description = "What an advocate posts; nobody is paid for posting")
class ShareResource {

  private final Links links;
  private final Shares shares;
  private final Caller caller;

  ShareResource(Links links, Shares shares, Caller caller) {
    this.links = links;
    this.shares = shares;
    this.caller = caller;
  }

  /** Ready payloads. */
  @Schema(name = "SharePayloads")
  record PayloadsView(List<Payload> items) {}

  /** A share tool that was opened. */
  @Schema(name = "ShareIntent")
  record Intent(@Schema(examples = "wechat") @Nullable String channel) {}

  @GET
  @Path("/share")
  @RolesAllowed({"customer", "system"})
  @Operation(
      summary = "Gives ready share payloads",
      description = "Every text carries its disclosure, in the same language.")
  public PayloadsView payloads(
      @PathParam("linkId") String linkId,
      @Parameter(description = "One channel, all when absent") @QueryParam("channel")
          @Nullable String channel,
      @Parameter(description = "zh-CN, zh-TW or en; the market's language when absent")
          @QueryParam("locale")
          @Nullable String locale,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    if (locale != null && PageLanguage.of(locale) == null) {
      throw Problem.invalid("locale", "must be zh-CN, zh-TW or en", locale);
    }
    List<Channel> channels =
        channel == null ? List.of(Channel.values()) : List.of(channel("channel", channel));
    return new PayloadsView(shares.payloads(own(linkId), channels, locale, acceptLanguage));
  }

  @POST
  @Path("/share-intents")
  @RolesAllowed({"customer", "system"})
  @Operation(
      summary = "Tells that a share tool was opened",
      description = "Counted by channel. It is never rewarded, only what the friend then does.")
  @APIResponse(responseCode = "204", description = "Counted")
  public void intend(@PathParam("linkId") String linkId, @Nullable Intent intent) {
    Channel channel = channel("channel", intent == null ? null : intent.channel());
    shares.intend(own(linkId), channel);
  }

  private LinkRef own(String linkId) {
    LinkRef link = links.byId(linkId).orElseThrow(() -> Problem.notFound("link"));
    caller.mustOwn(link.advocateId(), "link");
    return link;
  }

  private static Channel channel(String field, @Nullable String wire) {
    return Channel.of(wire == null ? "" : wire)
        .orElseThrow(() -> Problem.invalid(field, "must be one of " + names(), wire));
  }

  private static String names() {
    return Arrays.stream(Channel.values()).map(Channel::wire).collect(Collectors.joining(", "));
  }
}
