package io.goodword.review.review;

import io.goodword.review.request.Product;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the form about one product, as it is shown and as it was filled in. Fields of the
 * first product are called rating, text and photos, those of the second rating-2 and so on.
 *
 * @param number of the product, from 1
 * @param stars 1 to 5, 0 when none was chosen
 * @param text as typed
 * @param photos re-encoded
 * @param starsError what to mend at the stars, if anything
 * @param textError what to mend at the text
 * @param photosError what to mend at the photos
 */
@TemplateData
record FormField(
    int number,
    Product product,
    int stars,
    String text,
    List<Photo> photos,
    @Nullable String starsError,
    @Nullable String textError,
    @Nullable String photosError) {

  static FormField empty(int number, Product product) {
    return new FormField(number, product, 0, "", List.of(), null, null, null);
  }

  /** What is put behind the names of its fields. */
  public String suffix() {
    return number == 1 ? "" : "-" + number;
  }

  public String title() {
    return product.title();
  }

  /** What a number of stars means, in the words of the form. */
  public String starText(int number, Map<String, String> words) {
    return words.getOrDefault("star" + number, "");
  }

  boolean isUntouched() {
    return stars == 0 && text.isBlank() && photos.isEmpty() && !isWrong();
  }

  boolean isWrong() {
    return starsError != null || textError != null || photosError != null;
  }

  FormField withStarsError(String error) {
    return new FormField(number, product, stars, text, photos, error, textError, photosError);
  }

  ReviewSubmission.Draft draft() {
    return new ReviewSubmission.Draft(product, stars, text, photos);
  }
}
