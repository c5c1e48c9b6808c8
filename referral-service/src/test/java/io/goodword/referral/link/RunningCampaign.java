package io.goodword.referral.link;

import static io.restassured.RestAssured.given;

import io.goodword.referral.campaign.CampaignJson;
import io.goodword.stack.testing.Tokens;
import io.restassured.response.Response;
import java.util.UUID;

/** A campaign that runs, made over HTTP, and the links that advocates get in it. */
public record RunningCampaign(String id) {

  public static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Mobile/15E148 MicroMessenger/8.0.54 NetType/WIFI Language/zh_CN";

  private static final String MARKETER = Tokens.of("mei", "marketer");

  public static RunningCampaign of(CampaignJson campaign) {
    String id =
        given()
            .auth()
            .oauth2(MARKETER)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body(campaign.json())
            .post("/v1/campaigns")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var running = new RunningCampaign(id);
    running.move("start");
    return running;
  }

  public void move(String how) {
    given().auth().oauth2(MARKETER).post("/v1/campaigns/" + id + "/" + how).then().statusCode(200);
  }

  public Response link(String customer) {
    return given()
        .auth()
        .oauth2(Tokens.of(customer, "customer"))
        .contentType("application/json")
        .body("{}")
        .post("/v1/campaigns/" + id + "/links");
  }
}
