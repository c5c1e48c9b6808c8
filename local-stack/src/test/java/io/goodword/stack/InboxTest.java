package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

  private static final String ATTACK = "<script>alert(1)</script>\"'&";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private MailSink mails;

  @SuppressWarnings("NullAway.Init")
  private SmsCentre smses;

  @SuppressWarnings("NullAway.Init")
  private Inbox inbox;

  @BeforeEach
  void start() throws Exception {
    var ports = Ports.free(3);
    mails = MailSink.start(folder.resolve("mails"), ports.get(0), Clock.systemUTC());
    smses = SmsCentre.start(folder.resolve("sms.jsonl"), ports.get(1), Clock.systemUTC());
    inbox = Inbox.start(ports.get(2), mails, smses);
  }

  @AfterEach
  void stop() {
    inbox.close();
    smses.close();
    mails.close();
  }

  @Test
  void shouldEscapeEverythingOutsideTheFrameWhenAMailIsHostile() throws Exception {
    Letters.send(mails.port(), "a@example.test", ATTACK, ATTACK, ATTACK);
    String id = mails.messages().getFirst().id();

    for (String page : new String[] {"/", "/mail/" + id}) {
      assertThat(get(page, "en").body())
          .doesNotContain("<script>alert")
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }
    HttpResponse<String> frame = get("/mail/%s/body".formatted(id), "en");
    assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox ")
        .doesNotContain("allow-scripts")
        .contains("default-src 'none'");
    assertThat(frame.body()).contains("<base target=\"_top\">");
  }

  @Test
  void shouldAllowOnlyItsOwnStylesAndScriptsOnEveryPage() throws Exception {
    HttpResponse<String> page = get("/", "en");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe-inline");
    assertThat(page.body()).doesNotContain("style=", "onclick");
    assertThat(get("/inbox.css", "en").statusCode()).isEqualTo(200);
    assertThat(get("/inbox.js", "en").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSpeakTheReadersLanguage() throws Exception {
    assertThat(get("/", "zh-TW,zh;q=0.8").body()).contains("<html lang=\"zh-TW\">", "開發收件匣");
    assertThat(get("/", "zh-CN").body()).contains("<html lang=\"zh-CN\">", "开发收件箱");
    assertThat(get("/", "fr").body()).contains("<html lang=\"en\">", "Development inbox");
  }

  @Test
  void shouldAnswerWithWhatCameForARecipientAfterAMessageWhenAskedAsJson() throws Exception {
    Letters.send(mails.port(), "ann@example.test", "one", "1", "1");
    Letters.send(mails.port(), "ben@example.test", "two", "2", "2");
    Letters.send(mails.port(), "ann@example.test", "three", "http://localhost:8081/r/x", "3");

    var all = Inbox.parse(get("/api/messages?to=ann@example.test", "en").body());
    assertThat(all).extracting(Message::subject).containsExactly("three", "one");
    assertThat(all.getFirst().link("/r/")).isEqualTo("http://localhost:8081/r/x");
    assertThat(Inbox.parse(get("/api/messages?to=ann@&after=" + all.getLast().id(), "en").body()))
        .extracting(Message::subject)
        .containsExactly("three");
    assertThat(Inbox.parse(get("/api/messages?channel=sms", "en").body())).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWhenAfterIsNoMoment() throws Exception {
    HttpResponse<String> answer = get("/api/messages?after=yesterday", "en");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("after", "ISO-8601");
  }

  @Test
  void shouldAnswer404WhenThereIsNoSuchPage() throws Exception {
    assertThat(get("/mail/20260101T000000000000", "en").statusCode()).isEqualTo(404);
    assertThat(get("/sms/..%2f..%2fsecret", "en").statusCode()).isEqualTo(404);
    assertThat(get("/nothing", "en").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String language) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(inbox.url() + path))
            .header("Accept-Language", language)
            .build(),
        BodyHandlers.ofString());
  }
}
