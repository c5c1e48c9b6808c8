package io.goodword.review.programme;

import io.goodword.kit.event.EventJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps an offer as one JSON text: it is read and frozen whole, never searched. */
@Converter
public class OfferColumn implements AttributeConverter<@Nullable Offer, @Nullable String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable Offer offer) {
    return offer == null ? null : EventJson.write(offer);
  }

  @Override
  public @Nullable Offer convertToEntityAttribute(@Nullable String json) {
    return json == null ? null : EventJson.readOwn(json, Offer.class);
  }
}
