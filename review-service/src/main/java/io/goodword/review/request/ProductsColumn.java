package io.goodword.review.request;

import io.goodword.kit.event.EventJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Keeps the products of an order as one JSON text: they are frozen and read together. */
@Converter
class ProductsColumn implements AttributeConverter<List<Product>, String> {

  @Override
  public String convertToDatabaseColumn(List<Product> products) {
    return EventJson.write(products);
  }

  @Override
  public List<Product> convertToEntityAttribute(String json) {
    return List.of(EventJson.readOwn(json, Product[].class));
  }
}
