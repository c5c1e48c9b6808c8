package io.goodword.review.review;

import io.goodword.kit.page.PageLanguage;
import io.goodword.review.request.Invitation;
import io.goodword.review.request.Opening;
import io.goodword.review.request.ReviewRequests;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** The hosted form that a signed link opens, without login and without JavaScript. */
@Path("/f/{token}")
@Produces("text/html;charset=UTF-8")
@PermitAll
class ReviewFormResource {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final int UNPROCESSABLE = 422;

  private final ReviewRequests requests;
  private final ReviewSubmission submission;
  private final FormPages pages;
  private final FormTexts texts;
  private final PhotoEncoder encoder;

  ReviewFormResource(
      ReviewRequests requests,
      ReviewSubmission submission,
      FormPages pages,
      FormTexts texts,
      PhotoEncoder encoder) {
    this.requests = requests;
    this.submission = submission;
    this.pages = pages;
    this.texts = texts;
    this.encoder = encoder;
  }

  @GET
  @Operation(
      summary = "The review form",
      description = "410 when the link is used, expired or no longer due, 404 when it is not ours.")
  public Response form(
      @PathParam("token") String token,
      @QueryParam("lang") @Nullable String wish,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
    Opening opening = requests.open(token);
    PageLanguage language = language(opening, wish, accepted);
    if (opening instanceof Opening.Open(Invitation invitation)) {
      var fields = new ArrayList<FormField>();
      invitation
          .products()
          .forEach(product -> fields.add(FormField.empty(fields.size() + 1, product)));
      return page(
          Response.Status.OK.getStatusCode(),
          pages.form(language, token, invitation, fields, false));
    }
    return closed(opening, language, token);
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      summary = "Hand in the form, once",
      description =
          """
          Fields of the first product: rating (1 to 5), text (at most 2,000 characters), photos (at most six files of 8 MB); of \
          the next products rating-2, text-2, photos-2 and so on; anonymous for all. 303 to the last page, 422 with the form \
          when something is to be mended, 410 when the link is used.""")
  public Response submit(
      @PathParam("token") String token,
      @QueryParam("lang") @Nullable String wish,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted,
      MultipartFormDataInput input) {
    Opening opening = requests.open(token);
    PageLanguage language = language(opening, wish, accepted);
    if (!(opening instanceof Opening.Open(Invitation invitation))) {
      return closed(opening, language, token);
    }
    SubmittedForm form =
        SubmittedForm.read(input, invitation.products(), encoder, texts.in(language));
    if (form.isWrong()) {
      return page(
          UNPROCESSABLE, pages.form(language, token, invitation, form.fields(), form.anonymous()));
    }
    Opening taken = submission.submit(token, form.drafts(), form.anonymous());
    if (!(taken instanceof Opening.Open)) {
      return closed(taken, language, token);
    }
    return Response.status(Response.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/f/" + token + "/done?lang=" + language.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/done")
  @Operation(summary = "What was received, what comes next and when")
  public Response done(
      @PathParam("token") String token,
      @QueryParam("lang") @Nullable String wish,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
    Opening opening = requests.open(token);
    PageLanguage language = language(opening, wish, accepted);
    return switch (opening) {
      case Opening.Used(Invitation invitation) ->
          page(Response.Status.OK.getStatusCode(), pages.done(language, submission.of(invitation)));
      case Opening.Open open ->
          Response.status(Response.Status.SEE_OTHER)
              .header(HttpHeaders.LOCATION, "/f/" + token + "?lang=" + language.tag())
              .build();
      case Opening.Expired expired -> closed(opening, language, token);
      case Opening.Stopped stopped -> closed(opening, language, token);
      case Opening.Unknown unknown -> closed(opening, language, token);
    };
  }

  private Response closed(Opening opening, PageLanguage language, String token) {
    int gone = Response.Status.GONE.getStatusCode();
    return switch (opening) {
      case Opening.Used used -> page(gone, pages.used(language, token));
      case Opening.Expired expired -> page(gone, pages.closed(language, "expired"));
      case Opening.Stopped stopped -> page(gone, pages.closed(language, "stopped"));
      case Opening.Unknown unknown ->
          page(Response.Status.NOT_FOUND.getStatusCode(), pages.closed(language, "unknown"));
      case Opening.Open open -> throw new IllegalStateException("an open link is not closed");
    };
  }

  /** By wish, then by browser, then by what is spoken in the market. */
  private static PageLanguage language(
      Opening opening, @Nullable String wish, @Nullable String accepted) {
    String market =
        switch (opening) {
          case Opening.Open(Invitation invitation) -> invitation.market();
          case Opening.Used(Invitation invitation) -> invitation.market();
          default -> "CN";
        };
    PageLanguage home =
        List.of("TW", "HK", "MO").contains(market)
            ? PageLanguage.ZH_TW
            : market.equals("CN") ? PageLanguage.ZH_CN : PageLanguage.EN;
    return PageLanguage.choose(wish, accepted, home);
  }

  private static Response page(int status, String html) {
    return Response.status(status)
        .entity(html)
        .header("Content-Security-Policy", POLICY)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
