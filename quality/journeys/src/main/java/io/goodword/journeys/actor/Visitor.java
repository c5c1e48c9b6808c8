package io.goodword.journeys.actor;

import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody with a browser and without a login, who follows a link from a message. */
public final class Visitor {

  private final World world;
  private final String browser;
  private final String languages;

  /**
   * A person at a browser.
   *
   * @param browser User-Agent
   * @param languages Accept-Language
   */
  public Visitor(World world, String browser, String languages) {
    this.world = world;
    this.browser = browser;
    this.languages = languages;
  }

  /** An ordinary phone of somebody who reads these languages; each name is another phone. */
  public static Visitor onPhone(World world, String name, String languages) {
    return new Visitor(
        world,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Mobile/15E148 MicroMessenger/8.0.50 (0x"
            + Integer.toHexString(name.hashCode())
            + ") "
            + world.run(),
        languages);
  }

  /** Asks for an address as the browser would. */
  public Reply open(URI address) {
    return open("GET", address);
  }

  /** Asks with another method, or with header names and values in turn. */
  public Reply open(String method, URI address, String... headers) {
    Call call =
        Call.of(method, address)
            .header("User-Agent", browser)
            .header("Accept", "text/html,application/xhtml+xml")
            .header("Accept-Language", languages);
    for (int i = 0; i < headers.length; i += 2) {
      call.header(headers[i], headers[i + 1]);
    }
    return world.sendAsStranger(call);
  }

  /** Follows a redirect that was answered. */
  public Reply follow(Reply redirect) {
    return open(target(redirect));
  }

  /** Where a redirect leads. */
  public static URI target(Reply redirect) {
    redirect.must(301, 302, 303, 307);
    return redirect.call().uri().resolve(redirect.header("Location"));
  }

  /** Reads a page. */
  public static Document page(Reply reply) {
    Expect.contains("The type of " + reply.call(), "text/html", reply.header("Content-Type"));
    return Jsoup.parse(reply.text(), reply.call().uri().toString());
  }

  /** The button of a landing page, that leads to the shop with a signed token. */
  public static URI button(Document landing) {
    return landing.select("a[href]").stream()
        .map(link -> link.absUrl("href"))
        .filter(address -> address.contains("gw="))
        .map(URI::create)
        .findFirst()
        .orElseThrow(() -> new StoryBroken("The page has no button to the shop: " + landing));
  }

  /** The attribution token in the address of the shop. */
  public static String token(URI shop) {
    return Arrays.stream(shop.getRawQuery().split("&"))
        .filter(part -> part.startsWith("gw="))
        .map(part -> URLDecoder.decode(part.substring(3), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow(() -> new StoryBroken("There is no token in " + shop));
  }

  /** Opens a short link and the landing page behind it. */
  public Reply landing(String shortUrl) {
    Reply redirect = open(URI.create(shortUrl)).must(302);
    return follow(redirect).must(200);
  }

  /** Fills in the form of a page and submits it, as the browser would. */
  public Reply submit(Document page, FormData answers) {
    Element form = page.selectFirst("form[method=post], form[method=POST]");
    if (form == null) {
      throw new StoryBroken("The page has no form: " + page);
    }
    for (Element hidden : form.select("input[type=hidden][name]")) {
      answers.field(hidden.attr("name"), hidden.attr("value"));
    }
    for (String name : answers.names()) {
      Expect.that(
          "The form should have a field '" + name + "'",
          !form.select("[name=" + name + "]").isEmpty(),
          form.html());
    }
    String action = form.absUrl("action");
    URI address = URI.create(action.isEmpty() ? page.baseUri() : action);
    return world.sendAsStranger(
        Call.of("POST", address)
            .header("User-Agent", browser)
            .header("Accept-Language", languages)
            .header("Content-Type", answers.contentType())
            .body(answers.bytes()));
  }
}
