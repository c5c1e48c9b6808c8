package io.goodword.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The development inbox: every e-mail and SMS the suite sent, for a browser and, as JSON, for the
 * demo and tests.
 */
public final class Inbox implements AutoCloseable {

  private static final int LIMIT = 200;
  private static final int MAX_LIMIT = Arrivals.KEPT;

  /** Nothing but our own style sheet and script; the frame is the body of a mail. */
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /**
   * A mail may bring its own styles and pictures, but neither script nor forms; a click may leave
   * the frame.
   */
  private static final String BODY_POLICY =
      "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox;"
          + " default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:*;"
          + " frame-ancestors 'self'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MailSink mails;
  private final SmsCentre smses;

  private Inbox(HttpServer server, MailSink mails, SmsCentre smses) {
    this.server = server;
    this.mails = mails;
    this.smses = smses;
  }

  /**
   * Starts the web server on the loopback address.
   *
   * @param port 1 to 65535
   */
  public static Inbox start(int port, MailSink mails, SmsCentre smses) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    var inbox = new Inbox(server, mails, smses);
    server.setExecutor(inbox.threads);
    server.createContext("/", inbox::handle);
    server.start();
    return inbox;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply =
          switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> route(exchange);
            default -> Reply.text(405, "Only GET is answered here");
          };
      send(exchange, reply);
    } catch (RuntimeException e) {
      send(exchange, Reply.text(500, "The inbox could not answer: " + e));
    }
  }

  private Reply route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    var pages =
        new InboxPages(InboxWords.of(exchange.getRequestHeaders().getFirst("Accept-Language")));
    String[] parts = path.split("/", -1);
    return switch (parts[1]) {
      case "" -> Reply.page(pages.list(found(query), query.getOrDefault("to", "")), PAGE_POLICY);
      case "inbox.css" -> Reply.resource("inbox.css", "text/css; charset=utf-8");
      case "inbox.js" -> Reply.resource("inbox.js", "text/javascript; charset=utf-8");
      case "api" -> path.equals("/api/messages") ? api(query) : Reply.notFound();
      case "mail" -> parts.length < 3 ? Reply.notFound() : mail(parts, pages);
      case "sms" ->
          parts.length < 3
              ? Reply.notFound()
              : smses
                  .find(parts[2])
                  .map(sms -> Reply.page(pages.phone(conversation(sms), sms), PAGE_POLICY))
                  .orElseGet(Reply::notFound);
      default -> Reply.notFound();
    };
  }

  private Reply mail(String[] parts, InboxPages pages) throws IOException {
    Optional<Message> found = mails.find(parts[2]);
    if (found.isEmpty()) {
      return Reply.notFound();
    }
    Message mail = found.get();
    return switch (parts.length == 3 ? "" : parts[3]) {
      case "" -> Reply.page(pages.mail(mail), PAGE_POLICY);
      case "body" -> Reply.page(InboxPages.frame(mail), BODY_POLICY);
      case "source" ->
          Reply.text(200, mails.source(mail.id()).orElse("The file of this message is gone."));
      default -> Reply.notFound();
    };
  }

  private List<Message> conversation(Message sms) {
    return smses.messages().stream()
        .filter(other -> other.to().equals(sms.to()))
        .sorted(Comparator.comparing(Message::id))
        .toList();
  }

  private Reply api(Map<String, String> query) throws IOException {
    try {
      return new Reply(
          200,
          "application/json; charset=utf-8",
          Json.MAPPER.writeValueAsBytes(found(query)),
          "default-src 'none'");
    } catch (DateTimeException | NumberFormatException e) {
      return Reply.text(
          400,
          "after is the id of a message or an ISO-8601 instant, limit a number: " + e.getMessage());
    }
  }

  /**
   * Newest first: of one {@code channel}, for a recipient that contains {@code to}, that came
   * {@code after}.
   */
  private List<Message> found(Map<String, String> query) {
    Predicate<Message> wanted = message -> message.isFor(query.getOrDefault("to", ""));
    String after = query.getOrDefault("after", "");
    if (!after.isBlank()) {
      Instant since = after.contains("-") ? Instant.parse(after) : MessageIds.moment(after);
      wanted = wanted.and(message -> message.receivedAt().isAfter(since));
    }
    String channel = query.getOrDefault("channel", "");
    if (!channel.isBlank()) {
      wanted = wanted.and(message -> message.channel().equals(channel));
    }
    int limit = Math.clamp(Integer.parseInt(query.getOrDefault("limit", "" + LIMIT)), 1, MAX_LIMIT);
    var all = new ArrayList<>(mails.messages());
    all.addAll(smses.messages());
    return all.stream()
        .filter(wanted)
        .sorted(Comparator.comparing(Message::id).reversed())
        .limit(limit)
        .toList();
  }

  private static Map<String, String> query(String raw) {
    var values = new HashMap<String, String>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Content-Security-Policy", reply.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    boolean head = "HEAD".equals(exchange.getRequestMethod());
    exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
    if (!head) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  /**
   * Reads what {@code /api/messages} answered.
   *
   * @throws IOException when it is no list of messages
   */
  public static List<Message> parse(String json) throws IOException {
    return List.of(Json.MAPPER.readValue(json, Message[].class));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Address to open in a browser. */
  public String url() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Reply(int status, String type, byte[] body, String policy) {

    static Reply page(String html, String policy) {
      return new Reply(
          200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), policy);
    }

    static Reply text(int status, String text) {
      return new Reply(
          status,
          "text/plain; charset=utf-8",
          text.getBytes(StandardCharsets.UTF_8),
          "default-src 'none'");
    }

    static Reply notFound() {
      return text(404, "Nothing here; the inbox begins at /");
    }

    static Reply resource(String name, String type) throws IOException {
      try (var content = Inbox.class.getResourceAsStream(name)) {
        return content == null
            ? notFound()
            : new Reply(200, type, content.readAllBytes(), "default-src 'none'");
      }
    }
  }
}
