package io.goodword.reward.rule;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.http.EntityTag;
import io.goodword.reward.ledger.Assets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The life of rules on any event: written, tried on the past, brought into force with a funded
 * budget, replaced by a new version, ended.
 */
@ApplicationScoped
public class RewardRules {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private final StoredRules stored;
  private final Assets assets;
  private final Budgets budgets;
  private final Idempotency idempotency;
  private final Ids ids;
  private final Clock clock;

  RewardRules(
      StoredRules stored,
      Assets assets,
      Budgets budgets,
      Idempotency idempotency,
      Ids ids,
      Clock clock) {
    this.stored = stored;
    this.assets = assets;
    this.budgets = budgets;
    this.idempotency = idempotency;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A version as the staff sees it.
   *
   * @param state draft, simulated, active or retired
   * @param hash what an activation must name
   */
  @RegisterForReflection
  record VersionView(
      int version,
      String state,
      String hash,
      RulePlan plan,
      String createdBy,
      Instant createdAt,
      @Nullable Instant simulatedAt,
      @Nullable Instant activatedAt,
      @Nullable String activatedBy,
      @Nullable Instant retiredAt) {
    static VersionView of(RuleVersion version) {
      return new VersionView(
          version.version(),
          StoredRules.code(version.state()),
          version.hash(),
          version.plan(),
          version.createdBy(),
          version.createdAt(),
          version.simulatedAt(),
          version.activatedAt(),
          version.activatedBy(),
          version.retiredAt());
    }
  }

  /**
   * A rule as the staff sees it.
   *
   * @param state that of its latest version
   * @param activeVersion version in force
   * @param activeSince first activation; what happened before is never paid
   * @param revision entity tag for If-Match
   * @param versions newest first
   */
  @RegisterForReflection
  record View(
      String id,
      String name,
      String state,
      @Nullable Integer activeVersion,
      @Nullable Instant activeSince,
      String revision,
      List<VersionView> versions) {
    static View of(StoredRules.Head head, List<RuleVersion> versions) {
      return new View(
          head.id(),
          head.name(),
          StoredRules.code(versions.getLast().state()),
          versions.stream()
              .filter(version -> version.state() == RuleVersion.State.ACTIVE)
              .map(RuleVersion::version)
              .findFirst()
              .orElse(null),
          head.activeSince(),
          String.valueOf(head.revision()),
          versions.reversed().stream().map(VersionView::of).toList());
    }
  }

  /**
   * Writes a rule, once for a key.
   *
   * @throws Problem 422 for a malformed rule, 409 rule-exists
   */
  @Transactional
  Answer<View> create(IdempotencyKey key, String by, RuleDraft draft) {
    return idempotency.once(
        key,
        draft,
        View.class,
        () -> {
          RulePlan plan = RuleDrafts.accept(draft, assets::knows).plan();
          String id = draft.id() == null ? ids.text() : draft.id();
          if (!ID.matcher(id).matches()) {
            throw Problem.invalid("id", "must have 1 to 60 of A-Z a-z 0-9 . _ -", id);
          }
          Instant now = clock.instant();
          if (!stored.insert(new StoredRules.Head(id, plan.name(), 1, null, 1, by, now))) {
            throw Problem.conflict("rule-exists", "There is a rule of this id; change it instead.");
          }
          stored.insert(RuleVersion.draft(id, 1, plan, by, now));
          return view(id);
        });
  }

  @Transactional
  View read(String id) {
    return view(id);
  }

  @Transactional
  Cursor.Page<View> list(@Nullable String after, int limit) {
    List<View> views =
        stored.after(Cursor.decode(after), limit + 1).stream()
            .map(head -> View.of(head, stored.versions(head.id())))
            .toList();
    return Cursor.page(views, limit, View::id);
  }

  /**
   * Writes a new version; the one in force stays so until the new one is activated.
   *
   * @throws Problem 412 changed-meanwhile, 422 for a malformed rule
   */
  @Transactional
  View revise(String id, String revision, String by, RuleDraft draft) {
    StoredRules.Head head = forChange(id, revision);
    if (draft.id() != null && !draft.id().equals(id)) {
      throw Problem.invalid("id", "must be that of the rule, or absent", draft.id());
    }
    RulePlan plan = RuleDrafts.accept(draft, assets::knows).plan();
    Instant now = clock.instant();
    for (RuleVersion version : stored.versions(id)) {
      if (version.state() != RuleVersion.State.ACTIVE) {
        stored.update(version.retired(now));
      }
    }
    int next = head.latestVersion() + 1;
    stored.insert(RuleVersion.draft(id, next, plan, by, now));
    return changed(head, plan.name(), next, head.activeSince());
  }

  /**
   * Brings the latest version into force, in place of the one that was.
   *
   * @param hash fingerprint of the version whose simulation was looked at
   * @throws Problem 412 changed-meanwhile; 409 not-simulated, already-active, rule-retired,
   *     other-hash or budget-not-funded
   */
  @Transactional
  View activate(String id, String revision, @Nullable String hash, String by) {
    StoredRules.Head head = forChange(id, revision);
    if (hash == null) {
      throw Problem.invalid("hash", "is required, the simulation tells it", null);
    }
    Instant now = clock.instant();
    List<RuleVersion> versions = stored.versions(id);
    RuleVersion active = versions.getLast().activated(hash, by, now);
    for (RulePlan.Line line : active.plan().grants()) {
      if (budgets.available(line.budget(), line.asset()) <= 0) {
        throw Problem.conflict(
            "budget-not-funded",
            "The budget of %s has nothing of %s; fund it first."
                .formatted(line.budget(), line.asset()));
      }
    }
    for (RuleVersion version : versions) {
      if (version.state() == RuleVersion.State.ACTIVE) {
        stored.update(version.retired(now));
      }
    }
    stored.update(active);
    return changed(
        head,
        head.name(),
        head.latestVersion(),
        head.activeSince() == null ? now : head.activeSince());
  }

  /** Ends every version of the rule; what was given stays given. */
  @Transactional
  View retire(String id, String revision) {
    StoredRules.Head head = forChange(id, revision);
    Instant now = clock.instant();
    stored.versions(id).forEach(version -> stored.update(version.retired(now)));
    return changed(head, head.name(), head.latestVersion(), head.activeSince());
  }

  /**
   * A version, or the latest one.
   *
   * @throws Problem 404
   */
  @Transactional
  RuleVersion version(String id, @Nullable Integer version) {
    StoredRules.Head head = stored.byId(id).orElseThrow(RewardRules::unknown);
    return stored
        .version(id, version == null ? head.latestVersion() : version)
        .orElseThrow(RewardRules::unknown);
  }

  /** Notes that a version was tried on the past. */
  @Transactional
  RuleVersion simulated(String id, int version) {
    return stored
        .byIdForChange(id)
        .flatMap(head -> stored.version(head.id(), version))
        .map(
            known -> {
              RuleVersion tried = known.simulated(clock.instant());
              stored.update(tried);
              return tried;
            })
        .orElseThrow(RewardRules::unknown);
  }

  private StoredRules.Head forChange(String id, String revision) {
    StoredRules.Head head = stored.byIdForChange(id).orElseThrow(RewardRules::unknown);
    if (!revision.equals(String.valueOf(head.revision()))) {
      throw EntityTag.changedMeanwhile("rule");
    }
    return head;
  }

  private View changed(
      StoredRules.Head head, String name, int latest, @Nullable Instant activeSince) {
    stored.update(
        new StoredRules.Head(
            head.id(),
            name,
            latest,
            activeSince,
            head.revision() + 1,
            head.createdBy(),
            head.createdAt()));
    return view(head.id());
  }

  private View view(String id) {
    return View.of(stored.byId(id).orElseThrow(RewardRules::unknown), stored.versions(id));
  }

  private static Problem unknown() {
    return Problem.notFound("reward rule");
  }
}
