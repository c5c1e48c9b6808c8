package io.goodword.review.programme;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a duration as ISO 8601 text, readable in the database as in the API. */
@Converter
class DurationColumn implements AttributeConverter<@Nullable Duration, @Nullable String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }

  @Override
  public @Nullable Duration convertToEntityAttribute(@Nullable String text) {
    return text == null ? null : Duration.parse(text);
  }
}
