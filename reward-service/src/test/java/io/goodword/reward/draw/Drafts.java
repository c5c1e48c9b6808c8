package io.goodword.reward.draw;

import io.goodword.reward.draw.DrawDraft.NoticeDraft;
import io.goodword.reward.draw.DrawDraft.PrizeDraft;
import io.goodword.reward.draw.DrawDraft.TicketDraft;
import io.goodword.reward.draw.DrawDraft.ValueDraft;
import io.goodword.reward.draw.Rules.Notice;
import io.goodword.reward.draw.Rules.Prize;
import io.goodword.reward.draw.Rules.Ticketing;
import io.goodword.reward.draw.Rules.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Good drafts and rules, to be changed in one place by a test. */
final class Drafts {

  static final UUID ID = UUID.fromString("01980f2a-6c00-7a10-8f01-5a1d3c9b00d1");
  static final Instant OPENS = Instant.parse("2026-12-01T00:00:00Z");
  static final Instant CLOSES = Instant.parse("2026-12-31T16:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  private Drafts() {}

  static DrawDraft draft(PrizeDraft... prizes) {
    return new DrawDraft(
        "CN",
        null,
        languages(
            new NoticeDraft("Tea draw", "members", "at once", "closing the account", "Tea Ltd")),
        List.of(prizes),
        new TicketDraft("POINTS", 100L, 10),
        null,
        OPENS,
        CLOSES,
        null);
  }

  static PrizeDraft prize(@Nullable Long amount, @Nullable Integer quantity, @Nullable Long fen) {
    return new PrizeDraft(
        languages("A prize"), "POINTS", amount, quantity, new ValueDraft("CNY", fen));
  }

  static <V> Map<String, V> languages(V value) {
    var map = new LinkedHashMap<String, V>();
    map.put("zh-CN", value);
    map.put("zh-TW", value);
    map.put("en", value);
    return map;
  }

  static Rules rules(Prize... prizes) {
    return new Rules(
        Drawing.METHOD,
        "2026-11-25",
        ID,
        "CN",
        languages(new Notice("Tea draw", "members", null, null, "Tea Ltd")),
        List.of(prizes),
        new Ticketing("POINTS", 100L, 10),
        true,
        OPENS,
        CLOSES,
        Duration.ofHours(24));
  }

  static Prize points(long amount, int quantity) {
    return new Prize(languages("Points"), "POINTS", amount, quantity, new Value("CNY", 1_000));
  }
}
