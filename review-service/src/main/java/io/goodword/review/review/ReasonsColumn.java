package io.goodword.review.review;

import io.goodword.review.moderation.Reason;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps coded reasons as one comma-separated text. */
@Converter
class ReasonsColumn implements AttributeConverter<List<Reason>, String> {

  @Override
  public String convertToDatabaseColumn(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).collect(Collectors.joining(","));
  }

  @Override
  public List<Reason> convertToEntityAttribute(String codes) {
    return codes.isEmpty()
        ? List.of()
        : Arrays.stream(codes.split(",")).map(code -> Reason.of(code).orElseThrow()).toList();
  }
}
