package io.goodword.review.review;

import io.goodword.kit.page.PageLanguage;
import io.goodword.review.moderation.Reason;
import io.goodword.review.programme.Offer;
import io.goodword.review.request.Invitation;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the pages around a review in the language of the reader. */
@ApplicationScoped
class FormPages {

  private final Template form;
  private final Template done;
  private final Template closed;
  private final FormTexts texts;
  private final PhotoLinks links;
  private final ReviewSettings settings;

  FormPages(
      @Location("review/form") Template form,
      @Location("review/done") Template done,
      @Location("review/closed") Template closed,
      FormTexts texts,
      PhotoLinks links,
      ReviewSettings settings) {
    this.form = form;
    this.done = done;
    this.closed = closed;
    this.texts = texts;
    this.links = links;
    this.settings = settings;
  }

  /** The form, empty or with what is to be mended. */
  @TemplateData
  record FormPage(
      String token,
      List<FormField> fields,
      boolean anonymous,
      boolean wrong,
      boolean single,
      @Nullable String incentive) {}

  /** One review on the last page. */
  @TemplateData
  record Received(String title, int stars, String state, String sentence, List<String> photos) {}

  /** The last page. */
  @TemplateData
  record DonePage(List<Received> reviews, boolean incentivised, @Nullable String helpUrl) {}

  /** A page that opens nothing; the next way is a link or only said. */
  @TemplateData
  record ClosedPage(
      String heading, String text, @Nullable String nextUrl, @Nullable String nextText) {}

  String form(
      PageLanguage language,
      String token,
      Invitation invitation,
      List<FormField> fields,
      boolean anonymous) {
    Offer offer = invitation.offer();
    return form.data("language", language)
        .data("t", texts.in(language).byKey())
        .data(
            "page",
            new FormPage(
                token,
                fields,
                anonymous,
                fields.stream().anyMatch(FormField::isWrong),
                fields.size() == 1,
                offer == null ? null : offer.text().get(language.tag())))
        .render();
  }

  String done(PageLanguage language, ReviewSubmission.HandedIn handedIn) {
    FormTexts.Words words = texts.in(language);
    List<Received> received =
        handedIn.reviews().stream()
            .map(
                review ->
                    new Received(
                        review.productTitle(),
                        review.stars(),
                        review.state().code(),
                        sentence(review, words, language),
                        handedIn.photos().getOrDefault(review.id(), List.of()).stream()
                            .map(photo -> links.confidential(photo.id()))
                            .toList()))
            .toList();
    boolean incentivised = handedIn.reviews().stream().anyMatch(Review::isIncentivised);
    return done.data("language", language)
        .data("t", words.byKey())
        .data("page", new DonePage(received, incentivised, settings.helpUrl().orElse(null)))
        .render();
  }

  String used(PageLanguage language, String token) {
    FormTexts.Words words = texts.in(language);
    return closed(
        language,
        new ClosedPage(
            words.say("usedHeading"),
            words.say("usedText"),
            "/f/" + token + "/done?lang=" + language.tag(),
            words.say("usedNext")));
  }

  /**
   * A link that opens nothing.
   *
   * @param kind expired, stopped or unknown
   */
  String closed(PageLanguage language, String kind) {
    FormTexts.Words words = texts.in(language);
    String help = settings.helpUrl().orElse(null);
    return closed(
        language,
        new ClosedPage(
            words.say(kind + "Heading"),
            words.say(kind + "Text"),
            help,
            help == null ? null : words.say("askShop")));
  }

  private String closed(PageLanguage language, ClosedPage page) {
    return closed
        .data("language", language)
        .data("t", texts.in(language).byKey())
        .data("page", page)
        .render();
  }

  private String sentence(Review review, FormTexts.Words words, PageLanguage language) {
    String reasons =
        review.reasons().stream()
            .map(Reason::code)
            .map(code -> words.say("reason." + code))
            .collect(Collectors.joining(words.say("and")));
    return switch (review.state()) {
      case PUBLISHED -> words.say("statePublished");
      case SUBMITTED -> words.say("stateSubmitted");
      case REJECTED -> words.say("stateRejected", reasons);
      case HELD -> {
        Instant decided = review.decidedAt();
        Instant since = decided == null ? review.submittedAt() : decided;
        yield words.say(
            "stateHeld", reasons, date(since.plus(settings.releaseAfter()), review, language));
      }
    };
  }

  private static String date(Instant instant, Review review, PageLanguage language) {
    ZoneId zone =
        switch (review.market()) {
          case "CN" -> ZoneId.of("Asia/Shanghai");
          case "TW" -> ZoneId.of("Asia/Taipei");
          case "HK", "MO" -> ZoneId.of("Asia/Hong_Kong");
          default -> ZoneId.of("UTC");
        };
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(instant.atZone(zone));
  }
}
