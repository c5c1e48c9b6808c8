package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSinkTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void shouldReadChineseSubjectBodyAndLinksWhenAMailArrives() throws Exception {
    try (MailSink sink = sink()) {
      Letters.send(
          sink.port(),
          "xiaoming@example.test",
          "您的好友已加入,奖励 100 积分",
          "查看:http://localhost:8083/w/abc。",
          "<p>您好</p><a href=\"http://localhost:8083/w/abc?a=1&amp;b=2\">查看奖励</a>");

      assertThat(sink.messages())
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.to()).isEqualTo("xiaoming@example.test");
                assertThat(mail.from()).isEqualTo("hello@goodword.example");
                assertThat(mail.subject()).isEqualTo("您的好友已加入,奖励 100 积分");
                assertThat(mail.html()).contains("<p>您好</p>");
                assertThat(mail.links())
                    .containsExactly(
                        "http://localhost:8083/w/abc?a=1&b=2", "http://localhost:8083/w/abc");
                assertThat(mail.headers())
                    .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                assertThat(mail.receivedAt()).isEqualTo(NOON);
                assertThat(sink.source(mail.id()).orElseThrow())
                    .startsWith("X-Goodword-Delivered-To: xiaoming@example.test\r\n")
                    .contains("Content-Type: multipart/alternative");
              });
    }
  }

  @Test
  void shouldShowNewestFirstAndNoTwoIdsAlikeWhenTheClockStandsStill() throws Exception {
    try (MailSink sink = sink()) {
      Letters.send(sink.port(), "a@example.test", "first", "1", "1");
      Letters.send(sink.port(), "a@example.test", "second", "2", "2");

      assertThat(sink.messages()).extracting(Message::subject).containsExactly("second", "first");
      assertThat(sink.messages()).extracting(Message::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldStillHaveItsMailsWhenStartedAgain() throws Exception {
    try (MailSink sink = sink()) {
      Letters.send(sink.port(), "a@example.test", "感谢推荐", "正文", "<p>正文</p>");
    }
    try (MailSink again = sink()) {
      assertThat(again.messages())
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.subject()).isEqualTo("感谢推荐");
                assertThat(mail.to()).isEqualTo("a@example.test");
                assertThat(mail.receivedAt()).isEqualTo(NOON);
              });
    }
  }

  @Test
  void shouldFindNoSourceWhenTheIdIsAPath() throws Exception {
    try (MailSink sink = sink()) {
      assertThat(sink.source("../../secret")).isEmpty();
    }
  }

  private MailSink sink() throws Exception {
    return MailSink.start(folder, Ports.free(), Clock.fixed(NOON, ZoneOffset.UTC));
  }
}
