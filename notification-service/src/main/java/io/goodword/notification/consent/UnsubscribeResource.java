package io.goodword.notification.consent;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.token.TokenRefused;
import io.goodword.notification.consent.UnsubscribeLinks.Wish;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The page behind "unsubscribe", opened by its signed token. */
@Path("/u/{token}")
@Tag(name = "unsubscribe")
class UnsubscribeResource {

  private static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri"
          + " 'none'";

  private final UnsubscribeLinks links;
  private final ConsentLedger ledger;
  private final UnsubscribeTexts texts;
  private final Template page;

  UnsubscribeResource(
      UnsubscribeLinks links,
      ConsentLedger ledger,
      UnsubscribeTexts texts,
      @Location("unsubscribe.html") Template page) {
    this.links = links;
    this.ledger = ledger;
    this.texts = texts;
    this.page = page;
  }

  /** Shows what the button would do; opening it (as mail scanners do) changes nothing. */
  @GET
  @PermitAll
  @Operation(
      summary = "Unsubscribe page",
      description = "Shows a button. Opening the page changes nothing.")
  public Response show(
      @PathParam("token") String token,
      @QueryParam("lang") @Nullable String wished,
      @HeaderParam("Accept-Language") @Nullable String accepted) {
    return opened(token, wished, accepted, "ask");
  }

  /** Acts at once, without cookie or login (RFC 8058). Doing it again changes nothing. */
  @POST
  @PermitAll
  @Operation(
      summary = "One-click unsubscribe (RFC 8058)",
      description = "Stops this purpose on this channel. Needs no body, cookie or login.")
  public Response unsubscribe(
      @PathParam("token") String token,
      @QueryParam("lang") @Nullable String wished,
      @HeaderParam("Accept-Language") @Nullable String accepted) {
    return opened(token, wished, accepted, "done");
  }

  private Response opened(
      String token, @Nullable String wished, @Nullable String accepted, String view) {
    try {
      Wish wish = links.read(token);
      if (view.equals("done")) {
        ledger.unsubscribe(
            wish.customerId(), wish.purpose(), wish.channel(), wish.addressIndex(), "one-click");
      }
      PageLanguage own = PageLanguage.of(wish.languageTag());
      var language = PageLanguage.choose(wished, null, own == null ? PageLanguage.EN : own);
      return page(200, language, view, wish);
    } catch (TokenRefused refused) {
      var language = PageLanguage.choose(wished, accepted, PageLanguage.ZH_CN);
      boolean expired = refused.reason() == TokenRefused.Reason.EXPIRED;
      return page(expired ? 410 : 404, language, expired ? "expired" : "unknown", null);
    }
  }

  private Response page(int status, PageLanguage language, String view, @Nullable Wish wish) {
    String html =
        page.data("language", language)
            .data("view", view)
            .data("text", texts.page(language, view, wish))
            .render();
    return Response.status(status)
        .type("text/html;charset=UTF-8")
        .header("Content-Security-Policy", SECURITY_POLICY)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Language", language.tag())
        .entity(html)
        .build();
  }
}
