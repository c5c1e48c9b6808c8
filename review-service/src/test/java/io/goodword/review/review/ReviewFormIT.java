package io.goodword.review.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.review.testing.Files;
import io.goodword.review.testing.Form;
import io.goodword.review.testing.Shop;
import io.goodword.review.testing.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "review"))
@Tag("REV-01")
@Tag("REV-02")
@Tag("UX-01")
class ReviewFormIT {

  @Inject TestClock clock;

  @AfterEach
  void presentTime() {
    clock.setAhead(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, 提交评价, 几颗星都一样",
    "zh-TW, 提交評價, 幾顆星都一樣",
    "en, Submit review, The reward is the same for any number of stars"
  })
  void shouldShowFormInLanguageWhenLinkIsOpened(String language, String button, String promise) {
    String token = Shop.invite(Shop.unique("customer"), Shop.unique("p"));
    Response page = given().header("Accept-Language", language).get("/f/" + token);
    page.then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("<html lang=\"" + language + "\""))
        .body(containsString(button))
        .body(containsString(promise))
        .body(not(containsString("<script")))
        .body(not(containsString("NOT_FOUND")));
    assertThat(page.asString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(30_000);
  }

  @Test
  @Tag("RWD-12")
  @Tag("REV-06")
  void shouldPublishCountAndTellWhenReviewIsHandedIn() {
    String customer = Shop.unique("alice");
    String product = Shop.unique("p");
    String token = Shop.invite(customer, product);
    String requestId = Shop.sequenceFor(customer).get("runKey").asText();

    Form.of(token)
        .with("rating", "2")
        .with("text", "味道一般,包装破了。<b>不推荐</b>")
        .with("photos", "camera.jpg", Files.fromCamera())
        .with("photos", "shot.png", Files.picture("png", 300, 200))
        .submit()
        .then()
        .statusCode(303)
        .header("Location", "/f/" + token + "/done?lang=zh-CN");

    given()
        .get("/f/" + token + "/done?lang=zh-CN")
        .then()
        .statusCode(200)
        .body(containsString("已经公开"))
        .body(containsString("/photos/"));

    JsonNode published = Shop.events("review.published.v1", customer).getFirst();
    assertThat(published.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "reviewId",
            "productId",
            "authorId",
            "verified",
            "mediaKinds",
            "length",
            "incentivised",
            "programmeId",
            "occurredAt");
    assertThat(published.get("mediaKinds").get(0).asText()).isEqualTo("photo");
    assertThat(published.get("incentivised").asBoolean()).isTrue();
    assertThat(published.get("verified").asBoolean()).isTrue();
    assertThat(Shop.stopOf(requestId)).isEqualTo("review-submitted");

    given()
        .get("/v1/products/" + product + "/summary")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("average", equalTo(2.0f))
        .body("bayesian", equalTo(4.0f))
        .body("distribution.2", equalTo(1))
        .body("distribution.5", equalTo(0))
        .body("incentivisedCount", equalTo(1));

    List<String> photos =
        given()
            .header("Accept-Language", "zh-CN")
            .get("/v1/reviews?productId=" + product)
            .then()
            .statusCode(200)
            .body("items.size()", equalTo(1))
            .body("items[0].stars", equalTo(2))
            .body("items[0].text", equalTo("味道一般,包装破了。<b>不推荐</b>"))
            .body("items[0].author", equalTo("顾客 a***"))
            .body("items[0].source", equalTo("invited"))
            .body("items[0].verified", equalTo(true))
            .body("items[0].incentivised", equalTo(true))
            .body("items[0].confidential", equalTo(null))
            .body(not(containsString(customer)))
            .extract()
            .path("items[0].photos.url");
    assertThat(photos).hasSize(2);
    Response photo = given().get(photos.getFirst());
    photo
        .then()
        .statusCode(200)
        .contentType("image/jpeg")
        .header("X-Content-Type-Options", "nosniff");
    assertThat(new String(photo.asByteArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", Files.PLACE);
  }

  @Test
  void shouldActOnceWhenFormIsSentTwice() {
    String product = Shop.unique("p");
    String token = Shop.invite(Shop.unique("customer"), product);
    try (var browsers = Executors.newFixedThreadPool(2)) {
      List<Integer> statuses =
          Stream.of("1", "5")
              .map(
                  stars ->
                      CompletableFuture.supplyAsync(
                          () -> Form.of(token).with("rating", stars).submit().statusCode(),
                          browsers))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(statuses).containsExactlyInAnyOrder(303, 410);
    }
    Form.of(token)
        .with("rating", "5")
        .submit("en")
        .then()
        .statusCode(410)
        .body(containsString("submitted your review already"))
        .body(containsString("/f/" + token + "/done"));
    given().get("/f/" + token).then().statusCode(410);
    given().get("/v1/products/" + product + "/summary").then().body("count", equalTo(1));
  }

  @Test
  void shouldTakeEachRatedProductAndSkipOthersWhenOrderHasSeveral() {
    String first = Shop.unique("p-b");
    String second = Shop.unique("p-a");
    String third = Shop.unique("p-c");
    String token = Shop.invite(Shop.unique("customer"), first, second, third);
    Form.of(token)
        .with("rating", "4")
        .with("rating-3", "1")
        .with("text-3", "坏的")
        .with("anonymous", "yes")
        .submit()
        .then()
        .statusCode(303);
    given().get("/v1/products/" + first + "/summary").then().body("distribution.4", equalTo(1));
    given().get("/v1/products/" + second + "/summary").then().body("count", equalTo(0));
    given()
        .get("/v1/reviews?productId=" + third)
        .then()
        .body("items[0].text", equalTo("坏的"))
        .body("items[0].author", equalTo("匿名顾客"));
  }

  @Test
  void shouldKeepWhatWasTypedAndSayHowToMendWhenStarsAreMissing() {
    String product = Shop.unique("p");
    String token = Shop.invite(Shop.unique("customer"), product);
    Form.of(token)
        .with("text", "还不错 \"引号\" <i>")
        .with("anonymous", "yes")
        .submit()
        .then()
        .statusCode(422)
        .body(containsString("请选择 1 到 5 颗星"))
        .body(containsString("还不错 &quot;引号&quot; &lt;i&gt;</textarea>"))
        .body(containsString("value=\"yes\" checked"));
    Form.of(token)
        .with("rating", "3")
        .with("text", "长".repeat(2_001))
        .submit()
        .then()
        .statusCode(422)
        .body(containsString("现在有 2001 字"))
        .body(containsString("value=\"3\" checked"));
    Form.of(token).with("rating", "6").submit().then().statusCode(422);
    Form.of(token).with("rating", "3").submit().then().statusCode(303);
  }

  @Test
  void shouldStoreNothingWhenUploadIsHostile() {
    String product = Shop.unique("p");
    String token = Shop.invite(Shop.unique("customer"), product);
    assertRefused(token, Files.svg(), "is not a JPG, PNG or WebP photo");
    assertRefused(token, Files.polyglot(), "cannot be opened");
    assertRefused(token, Files.bomb(), "too many pixels");
    assertRefused(token, new byte[PhotoEncoder.MOST_BYTES + 1], "larger than 8 MB");
    Form tooMany = Form.of(token).with("rating", "5");
    for (int i = 0; i < 7; i++) {
      tooMany.with("photos", i + ".jpg", Files.picture("jpeg", 8, 8));
    }
    tooMany.submit("en").then().statusCode(422).body(containsString("you chose 7"));
    given().get("/v1/products/" + product + "/summary").then().body("count", equalTo(0));
    given().get("/f/" + token).then().statusCode(200);
  }

  private static void assertRefused(String token, byte[] upload, String message) {
    Form.of(token)
        .with("rating", "5")
        .with("text", "kept")
        .with("photos", "photo.jpg", upload)
        .submit("en")
        .then()
        .statusCode(422)
        .body(containsString(message))
        .body(containsString(">kept</textarea>"));
  }

  @Test
  void shouldOfferNextWayWhenLinkHasExpired() {
    String product = Shop.unique("p");
    String token = Shop.invite(Shop.unique("customer"), product);
    clock.setAhead(Duration.ofDays(53));
    given()
        .header("Accept-Language", "en")
        .get("/f/" + token)
        .then()
        .statusCode(410)
        .body(containsString("This link has expired"))
        .body(containsString("https://shop.example/help"));
    Form.of(token).with("rating", "5").submit().then().statusCode(410);
    clock.setAhead(Duration.ZERO);
    given().get("/v1/products/" + product + "/summary").then().body("count", equalTo(0));
  }

  @Test
  void shouldNotOpenWhenTokenIsForged() {
    String token = Shop.invite(Shop.unique("customer"), Shop.unique("p"));
    // every bit of this character counts; the last one has some that do not
    int at = token.length() - 3;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, at) + other + token.substring(at + 1);
    given().get("/f/" + forged).then().statusCode(404).body(containsString("这个链接打不开"));
    Form.of(forged).with("rating", "5").submit().then().statusCode(404);
    given().get("/f/v1.e30.AAAA/done").then().statusCode(404);
    given().get("/f/x").then().statusCode(404);
  }
}
