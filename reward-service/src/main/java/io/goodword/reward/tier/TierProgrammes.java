package io.goodword.reward.tier;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.http.EntityTag;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.tier.StoredProgramme.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programmes as marketers write them and put them in force. */
@ApplicationScoped
class TierProgrammes {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final Programmes programmes;
  private final Assets assets;
  private final Clock clock;

  TierProgrammes(Programmes programmes, Assets assets, Clock clock) {
    this.programmes = programmes;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * A programme as it stands.
   *
   * @param active version in force, null before the first activation
   * @param draft version that is being written, null when there is none
   */
  record Versions(@Nullable StoredProgramme active, @Nullable StoredProgramme draft) {
    /** Entity tag: that of the draft, else that of the active version. */
    String tag() {
      StoredProgramme latest = draft == null ? active : draft;
      if (latest == null) {
        throw new IllegalStateException("a programme without a version");
      }
      return latest.tag();
    }
  }

  /**
   * Writes the draft: a new programme, the draft that is there, or the next version of an active
   * one.
   *
   * @param match entity tag as it was read, null for a new programme
   * @throws Problem 422 for a broken rule; 409 levels-are-kept; 428 and 412 when somebody else's
   *     work would be lost
   */
  @Transactional
  Versions write(String id, @Nullable String match, ProgrammeDraft draft, String by) {
    if (!ID.matcher(id).matches()) {
      throw Problem.invalid("id", "must have 1 to 64 of A-Z a-z 0-9 _ . -", id);
    }
    Programme rules = ProgrammeRules.accept(draft);
    mustMeasure(rules.unit());
    Instant now = clock.instant();
    Optional<StoredProgramme> latest = programmes.latestForChange(id);
    mustMatch(latest, match);
    programmes.active(id).ifPresent(active -> ProgrammeRules.mustKeepLevels(active.rules(), rules));
    if (latest.isPresent() && latest.get().state() == State.DRAFT) {
      programmes.changeDraft(latest.get(), rules, by, now);
    } else {
      int version = latest.map(StoredProgramme::version).orElse(0) + 1;
      if (!programmes.insertDraft(id, version, rules, by, now)) {
        throw EntityTag.changedMeanwhile("programme");
      }
    }
    return versions(id);
  }

  /**
   * Puts the draft in force. Levels rise at once under it; they fall at the next evaluation.
   *
   * @throws Problem 404; 409 nothing-to-activate; 428 and 412 when the draft is not the one that
   *     was read
   */
  @Transactional
  Versions activate(String id, @Nullable String match, String by) {
    StoredProgramme latest =
        programmes.latestForChange(id).orElseThrow(() -> Problem.notFound("programme"));
    mustMatch(Optional.of(latest), match);
    if (latest.state() != State.DRAFT) {
      throw Problem.conflict("nothing-to-activate", "The programme has no draft; write one first.");
    }
    programmes.activate(latest, by, clock.instant());
    return versions(id);
  }

  /**
   * Reads a programme.
   *
   * @throws Problem 404
   */
  @Transactional
  Versions read(String id) {
    return versions(id);
  }

  private Versions versions(String id) {
    StoredProgramme latest = programmes.latest(id).orElseThrow(() -> Problem.notFound("programme"));
    return new Versions(
        programmes.active(id).orElse(null), latest.state() == State.DRAFT ? latest : null);
  }

  /** An asset that customers pay with would lower their level when they do. */
  private void mustMeasure(String unit) {
    if (unit.equals(Programme.REFERRALS) || unit.equals(Programme.REVIEWS)) {
      return;
    }
    assets.mustKnow(unit);
    Asset asset = assets.find(unit).orElseThrow();
    if (!asset.kind().equals("points") || asset.spendable()) {
      throw Problem.unprocessable(
              "asset-is-spendable",
              "Levels are measured in points that nobody can pay with; finance defines such an"
                  + " asset with \"spendable\": false.")
          .with("qualifying.asset", "must be points that are not spendable", unit);
    }
  }

  private static void mustMatch(Optional<StoredProgramme> latest, @Nullable String match) {
    if (match == null && latest.isPresent()) {
      throw EntityTag.missing("programme");
    }
    if (match != null && !match.equals(latest.map(StoredProgramme::tag).orElse(null))) {
      throw EntityTag.changedMeanwhile("programme");
    }
  }
}
