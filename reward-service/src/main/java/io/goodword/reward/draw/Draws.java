package io.goodword.reward.draw;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Attempts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Announces draws, changes them in favour of those who take part, calls them off, shows them. */
@ApplicationScoped
public class Draws {

  private static final int LONGEST_ID = 100;
  private static final int LONGEST_REASON = 500;

  private final StoredDraws draws;
  private final Entrants entrants;
  private final Winners winners;
  private final FrozenTickets frozenTickets;
  private final PrizeCaps caps;
  private final SeedVault vault;
  private final Escrow escrow;
  private final Assets assets;
  private final DrawEvents events;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Ids ids;
  private final Clock clock;

  Draws(
      StoredDraws draws,
      Entrants entrants,
      Winners winners,
      FrozenTickets frozenTickets,
      PrizeCaps caps,
      SeedVault vault,
      Escrow escrow,
      Assets assets,
      DrawEvents events,
      Idempotency idempotency,
      Attempts attempts,
      Ids ids,
      Clock clock) {
    this.draws = draws;
    this.entrants = entrants;
    this.winners = winners;
    this.frozenTickets = frozenTickets;
    this.caps = caps;
    this.vault = vault;
    this.escrow = escrow;
    this.assets = assets;
    this.events = events;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  /** Which draw is called off, and why. */
  @RegisterForReflection
  record Cancellation(UUID draw, @Nullable String reason) {}

  /** A draw in a listing. */
  record Line(
      UUID id,
      String state,
      String market,
      Map<String, String> titles,
      Instant opensAt,
      Instant closesAt,
      String page) {
    static Line of(Draw draw, Instant now) {
      var titles = new java.util.TreeMap<String, String>();
      draw.rules().texts().forEach((language, notice) -> titles.put(language, notice.title()));
      return new Line(
          draw.id(),
          DrawView.state(draw, now),
          draw.rules().market(),
          titles,
          draw.rules().opensAt(),
          draw.rules().closesAt(),
          "/draws/" + draw.id());
    }
  }

  /**
   * Announces a draw: its prizes go into escrow, its seed is sealed, and what binds us is public.
   *
   * @throws Problem 422 for a broken rule, a prize above the cap, or prizes that are not there
   */
  Answer<DrawView> announce(IdempotencyKey key, DrawDraft draft, String actor) {
    return attempts.inTransaction(
        () -> idempotency.once(key, draft, DrawView.class, () -> announced(draft, actor)));
  }

  private DrawView announced(DrawDraft draft, String actor) {
    Instant now = clock.instant();
    UUID id = ids.next();
    String campaign = draft.campaignId();
    if (campaign != null && (campaign.isBlank() || campaign.length() > LONGEST_ID)) {
      throw Problem.invalid("campaignId", "must have 1 to 100 characters", campaign);
    }
    Rules rules = Drafting.rules(draft, id, caps, now);
    escrow.mustFit(rules);
    byte[] seed = vault.seed();
    String text = rules.text();
    var draw =
        new Draw(
            id,
            Draw.State.ANNOUNCED,
            campaign,
            1,
            rules,
            text,
            Sha256.hex(text),
            Commitment.to(seed),
            vault.seal(id, seed),
            null,
            null,
            null,
            null,
            null,
            now);
    assets.define(draw.chances(), "chance", 0);
    draws.insert(draw, actor);
    escrow.fund(id, campaign, rules.needed(), "fund/1", actor);
    events.committed(draw, now);
    return DrawView.of(draw, new Entrants.Count(0, 0), List.of(), now);
  }

  /**
   * Changes the rules: before the opening in everything but who pays, afterwards only by more
   * prizes.
   *
   * @param version version that the caller has read
   * @throws Problem 404; 412 changed-meanwhile; 409 rules-frozen, draw-closed or draw-cancelled;
   *     422 as for a new draw
   */
  DrawView revise(UUID id, int version, DrawDraft draft, String actor) {
    return attempts.inTransaction(() -> revised(id, version, draft, actor));
  }

  private DrawView revised(UUID id, int version, DrawDraft draft, String actor) {
    Instant now = clock.instant();
    Draw draw = draws.locked(id);
    draw.mustNotBeOver(now);
    if (draw.rulesVersion() != version) {
      throw Problem.of(
          412,
          "changed-meanwhile",
          "Somebody else changed it",
          "The rules are at version %d now; read them again.".formatted(draw.rulesVersion()));
    }
    if (draft.campaignId() != null && !draft.campaignId().equals(draw.campaignId())) {
      throw Problem.invalid("campaignId", "must stay, the prizes are paid for", draft.campaignId());
    }
    Rules rules = Drafting.rules(draft, id, caps, now);
    Revision.mustBeAllowed(draw.rules(), rules, draw.hasOpened(now));
    escrow.mustFit(rules);
    int next = version + 1;
    draws.revise(id, next, rules, now, actor);
    escrow.fund(
        id,
        draw.campaignId(),
        Revision.funding(draw.rules().needed(), rules.needed()),
        "fund/" + next,
        actor);
    Draw revised = draws.get(id);
    events.committed(revised, now);
    return view(revised);
  }

  /**
   * Calls a draw off before it closes; what tickets cost is given back, then the prizes.
   *
   * @throws Problem 404; 409 draw-closed or draw-cancelled; 422 without a reason
   */
  Answer<DrawView> cancel(IdempotencyKey key, Cancellation cancellation, String actor) {
    String reason = cancellation.reason();
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw Problem.invalid(
          "reason", "must have 1 to 500 characters, participants read it", reason);
    }
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                cancellation,
                DrawView.class,
                () -> {
                  Instant now = clock.instant();
                  Draw draw = draws.locked(cancellation.draw());
                  draw.mustNotBeOver(now);
                  draws.cancel(draw.id(), reason);
                  events.cancelled(draw, reason, now);
                  return view(draws.get(draw.id()));
                }));
  }

  /**
   * A draw as everybody may see it.
   *
   * @throws Problem 404
   */
  @Transactional
  DrawView read(UUID id) {
    return view(draws.get(id));
  }

  /** The same for whatever stands in an address; empty when it leads nowhere. */
  @Transactional
  Optional<DrawView> find(String id) {
    try {
      return draws.find(UUID.fromString(id)).map(this::view);
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }

  /** All draws, newest first. */
  @Transactional
  Page<Line> list(@Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    Instant now = clock.instant();
    List<Line> lines =
        draws.list(cursor(after), size + 1).stream().map(draw -> Line.of(draw, now)).toList();
    return Cursor.page(lines, size, line -> line.id().toString());
  }

  /**
   * What is needed to compute a draw again.
   *
   * @throws Problem 404
   */
  @Transactional
  Evidence evidence(UUID id) {
    Draw draw = draws.get(id);
    Draw.Frozen frozen = draw.frozen();
    Draw.Witness witness = draw.witness();
    return new Evidence(
        Drawing.METHOD,
        id.toString(),
        DrawView.state(draw, clock.instant()),
        draw.rulesText(),
        draw.rulesHash(),
        draws.versions(id).stream()
            .map(v -> new Evidence.Published(v.version(), v.hash(), v.madeAt()))
            .toList(),
        draw.commitment(),
        draw.createdAt(),
        witness == null
            ? null
            : new Evidence.WitnessSeed(
                witness.commitment(), witness.seed(), frozen == null ? null : frozen.revealBy()),
        frozen == null ? null : frozen.ticketsHash(),
        frozen == null ? null : frozen.at(),
        frozen == null
            ? List.of()
            : frozenTickets.of(draw).tickets().stream()
                .map(ticket -> new Evidence.Listed(ticket.id(), ticket.holder()))
                .toList(),
        draw.seed(),
        winners.of(id).stream()
            .map(won -> new Evidence.Won(won.rank(), won.prize(), won.ticket().id(), won.score()))
            .toList(),
        draw.settledAt());
  }

  private DrawView view(Draw draw) {
    return DrawView.of(draw, entrants.count(draw), winners.of(draw.id()), clock.instant());
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    String key = Cursor.decode(after);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
