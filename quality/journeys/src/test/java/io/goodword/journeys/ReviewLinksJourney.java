package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.FormData;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Moderator;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Visitor;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A review link opens one form for one order, for a while, once. */
@Order(4)
@SuppressWarnings("NullAway.Init")
class ReviewLinksJourney {

  private World world;
  private Marketer mei;
  private String product;
  private Visitor visitor;

  @BeforeEach
  void open() {
    world = TheStack.world();
    mei = new Marketer(world);
    product = World.fresh("cup");
    visitor = Visitor.onPhone(world, "reviewer", "en");
  }

  @AfterEach
  void close() {
    mei.endProgrammes();
  }

  private URI linkOf(String validity) {
    mei.programme(
            Json.object(
                "name",
                "Cups " + world.run(),
                "market",
                "CN",
                "requestDelay",
                "PT0S",
                "remindAfter",
                validity,
                "linkValidity",
                validity),
            World.fresh("programme"))
        .must(201);
    String customer = world.customer(World.fresh("reviewer"));
    String email = World.fresh("reviewer") + "@example.com";
    Shop shop = new Shop(world);
    shop.contact(customer, Shop.profile(email, null, "en", "Europe/Berlin")).must(200);
    shop.report(
            Shop.paid(World.fresh("order"), customer, 900),
            Shop.delivered(World.fresh("order"), customer, product, "Cup"))
        .must(200);
    return new Letters(world).await(email, 1).getFirst().link("/f/");
  }

  private List<JsonNode> stored() {
    return new Moderator(world).reviews(product);
  }

  private static FormData answers() {
    return new FormData().field("rating", "4").field("text", "A sturdy cup, a little heavy.");
  }

  @Test
  @Tag("REV-01")
  void shouldRefuseAForgedReviewLink() {
    URI link = linkOf("P45D");
    Document form = Visitor.page(visitor.open(link).must(200));
    String text = link.toString();
    int place = text.length() - 3;
    char other = text.charAt(place) == 'A' ? 'B' : 'A';
    URI forged = URI.create(text.substring(0, place) + other + text.substring(place + 1));
    Reply page = visitor.open(forged).must(404, 410);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    form.select("form").attr("action", forged.toString());
    visitor.submit(form, answers()).must(404, 410);
    assertThat(stored()).isEmpty();
  }

  @Test
  @Tag("REV-01")
  void shouldRefuseAnExpiredReviewLinkAndSaySo() {
    // the message must come and be opened before, also on a loaded machine
    URI link = linkOf("PT20S");
    Document form = Visitor.page(visitor.open(link).must(200));
    Reply page =
        Await.until(
            "the link to expire",
            Duration.ofSeconds(60),
            () -> visitor.open(link),
            reply -> reply.status() == 410);
    assertThat(Visitor.page(page).text()).containsIgnoringCase("expired");
    visitor.submit(form, answers()).must(410);
    assertThat(stored()).isEmpty();
  }

  @Test
  @Tag("REV-01")
  void shouldRefuseAReusedReviewLinkAndKeepTheFirstReview() {
    URI link = linkOf("P45D");
    Document form = Visitor.page(visitor.open(link).must(200));
    visitor.submit(form, answers()).must(303);
    Await.until("the review", Await.SOON, this::stored, items -> items.size() == 1);
    visitor
        .submit(form, new FormData().field("rating", "1").field("text", "Another one."))
        .must(410);
    visitor.open(link).must(410);
    assertThat(stored()).hasSize(1);
    assertThat(stored().getFirst().path("stars").asInt()).isEqualTo(4);
  }

  @Test
  @Tag("REV-02")
  void shouldKeepAMalformedAnswerOutAndTheFormOpen() {
    URI link = linkOf("P45D");
    Document form = Visitor.page(visitor.open(link).must(200));
    for (FormData bad :
        new FormData[] {
          new FormData().field("rating", "6").field("text", "Too many stars"),
          new FormData().field("rating", "0").field("text", "Too few"),
          new FormData().field("rating", "five").field("text", "Not a number"),
          new FormData().field("text", "No stars at all"),
          new FormData().field("rating", "5").field("text", "x".repeat(100_000)),
          answers()
              .file(
                  "photos",
                  "p.jpg",
                  "image/jpeg",
                  "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)),
        }) {
      Reply reply = visitor.submit(form, bad);
      assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
    }
    assertThat(stored()).isEmpty();
    visitor.open(link).must(200);
  }
}
