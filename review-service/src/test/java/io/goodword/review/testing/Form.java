package io.goodword.review.testing;

import static io.restassured.RestAssured.given;

import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** The hosted form as a browser sends it. */
public final class Form {

  private final String token;
  private final RequestSpecification request = given().redirects().follow(false);

  private Form(String token) {
    this.token = token;
  }

  /** A form behind a link. */
  public static Form of(String token) {
    return new Form(token);
  }

  /** Fills in a field. */
  public Form with(String name, String value) {
    request.multiPart(
        new MultiPartSpecBuilder(value)
            .controlName(name)
            .mimeType("text/plain")
            .charset(StandardCharsets.UTF_8)
            .build());
    return this;
  }

  /** Chooses a file. */
  public Form with(String name, String fileName, byte[] content) {
    request.multiPart(name, fileName, content, "image/jpeg");
    return this;
  }

  /** Presses the button. */
  public Response submit(String language) {
    return request.post("/f/" + token + "?lang=" + language);
  }

  /** Presses the button of the Chinese page. */
  public Response submit() {
    return submit("zh-CN");
  }
}
