package io.goodword.review.review;

import io.goodword.review.request.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/**
 * What came in by the form, checked field by field. Products without stars, text and photos are
 * passed over; at least one must have stars.
 *
 * @param fields one for each product, in the order of the form
 * @param anonymous whether the author wishes not to be named
 */
record SubmittedForm(List<FormField> fields, boolean anonymous) {

  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_PHOTOS = 6;

  static SubmittedForm read(
      MultipartFormDataInput input,
      List<Product> products,
      PhotoEncoder encoder,
      FormTexts.Words words) {
    var fields = new ArrayList<FormField>();
    for (Product product : products) {
      fields.add(field(input, FormField.empty(fields.size() + 1, product), encoder, words));
    }
    if (fields.stream().allMatch(FormField::isUntouched)) {
      fields.set(
          0,
          fields
              .getFirst()
              .withStarsError(words.say(products.size() == 1 ? "starsMissing" : "allSkipped")));
    }
    return new SubmittedForm(List.copyOf(fields), !value(input, "anonymous").isEmpty());
  }

  boolean isWrong() {
    return fields.stream().anyMatch(FormField::isWrong);
  }

  List<ReviewSubmission.Draft> drafts() {
    return fields.stream().filter(field -> !field.isUntouched()).map(FormField::draft).toList();
  }

  private static FormField field(
      MultipartFormDataInput input, FormField empty, PhotoEncoder encoder, FormTexts.Words words) {
    String rating = value(input, "rating" + empty.suffix());
    int stars = rating.matches("[1-5]") ? rating.charAt(0) - '0' : 0;
    String text = cleaned(value(input, "text" + empty.suffix()));
    int length = text.codePointCount(0, text.length());
    Uploads uploads = uploads(input, "photos" + empty.suffix(), encoder, words);
    boolean touched =
        !rating.isEmpty() || length > 0 || !uploads.photos().isEmpty() || uploads.error() != null;
    return new FormField(
        empty.number(),
        empty.product(),
        stars,
        text,
        uploads.photos(),
        stars == 0 && touched ? words.say("starsMissing") : null,
        length > LONGEST_TEXT ? words.say("textTooLong", length) : null,
        uploads.error());
  }

  private record Uploads(List<Photo> photos, @Nullable String error) {}

  private static Uploads uploads(
      MultipartFormDataInput input, String name, PhotoEncoder encoder, FormTexts.Words words) {
    List<FormValue> files =
        values(input, name).stream().filter(value -> !isEmptyFile(value)).toList();
    if (files.size() > MOST_PHOTOS) {
      return new Uploads(List.of(), words.say("photosTooMany", files.size()));
    }
    var photos = new ArrayList<Photo>();
    for (FormValue file : files) {
      int number = photos.size() + 1;
      try {
        photos.add(encoder.encode(bytes(file)));
      } catch (PhotoRefused refused) {
        return new Uploads(List.of(), words.say(refused.why().textKey(), number));
      }
    }
    return new Uploads(List.copyOf(photos), null);
  }

  private static boolean isEmptyFile(FormValue value) {
    try {
      return value.isFileItem()
          ? value.getFileItem().getFileSize() == 0
          : value.getValue().isEmpty();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static byte[] bytes(FormValue file) throws PhotoRefused {
    if (!file.isFileItem()) {
      throw new PhotoRefused(PhotoRefused.Why.NOT_A_PHOTO);
    }
    try {
      if (file.getFileItem().getFileSize() > PhotoEncoder.MOST_BYTES) {
        throw new PhotoRefused(PhotoRefused.Why.TOO_LARGE);
      }
      return file.getFileItem().isInMemory()
          ? file.getFileItem().getInputStream().readAllBytes()
          : Files.readAllBytes(file.getFileItem().getFile());
    } catch (IOException unreadable) {
      throw new PhotoRefused(PhotoRefused.Why.DAMAGED);
    }
  }

  private static String value(MultipartFormDataInput input, String name) {
    return values(input, name).stream()
        .filter(value -> !value.isFileItem())
        .map(FormValue::getValue)
        .findFirst()
        .orElse("");
  }

  private static Collection<FormValue> values(MultipartFormDataInput input, String name) {
    return input.getValues().getOrDefault(name, List.of());
  }

  /** One kind of line end, no characters that nobody sees and a database refuses. */
  private static String cleaned(String typed) {
    return typed.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "").strip();
  }
}
