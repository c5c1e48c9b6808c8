package io.goodword.referral.campaign;

import io.goodword.kit.event.EventJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a plan as JSON. */
@Converter
class PlanColumn implements AttributeConverter<CampaignPlan, String> {

  @Override
  public String convertToDatabaseColumn(CampaignPlan plan) {
    return EventJson.write(plan);
  }

  @Override
  public CampaignPlan convertToEntityAttribute(String json) {
    return EventJson.readOwn(json, CampaignPlan.class);
  }
}
