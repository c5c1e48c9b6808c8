package io.goodword.reward.rule;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the rules in force mean to give for something that has just happened. */
@ApplicationScoped
public class RuleDecisions {

  private static final int MOST_COMPILED = 1_000;
  private static final String KEYS = "unnest(?::text[], ?::text[]) as k (rule_id, person)";

  private final StoredRules rules;
  private final EventFacts facts;
  private final RuleFailures failures;
  private final Sql sql;

  /** Versions never change, so what was compiled stays right for ever. */
  private final Map<VersionKey, RuleEvaluation> compiled = new ConcurrentHashMap<>();

  RuleDecisions(StoredRules rules, EventFacts facts, RuleFailures failures, Sql sql) {
    this.rules = rules;
    this.facts = facts;
    this.failures = failures;
    this.sql = sql;
  }

  private record VersionKey(String ruleId, int version) {}

  /** Whose progress with which rule; sorted as it is locked. */
  private record ProgressKey(String ruleId, String person) implements Comparable<ProgressKey> {
    private static final Comparator<ProgressKey> ORDER =
        Comparator.comparing(ProgressKey::ruleId).thenComparing(ProgressKey::person);

    @Override
    public int compareTo(ProgressKey other) {
      return ORDER.compare(this, other);
    }
  }

  private record Seen(RuleEvaluation rule, RuleEvaluation.Observed observed) {}

  /**
   * What is meant to be given, and what could not be decided.
   *
   * @param intended in the order of rules and their grants
   */
  public record Decided(List<Intended> intended, List<Fault> faults) {}

  /** Whether a rule listens to a type of event, or will once it is activated. */
  public boolean listen(String eventType) {
    return rules.listen(eventType);
  }

  /** Whether a rule in force listens to a type of event. */
  public boolean anyInForce(String eventType) {
    return !rules.inForce(eventType).isEmpty();
  }

  /**
   * Decides in the transaction in which the event takes effect; locks the progress of everybody
   * whom it concerns, in one order.
   */
  @Transactional(TxType.MANDATORY)
  public Decided decide(Fact fact) {
    var seen = new ArrayList<Seen>();
    var faults = new ArrayList<Fault>();
    for (StoredRules.InForce inForce : rules.inForce(fact.type())) {
      if (!fact.occurredAt().isBefore(inForce.activeSince())) {
        RuleEvaluation rule = compiled(inForce);
        RuleEvaluation.Observed observed = rule.observe(fact);
        faults.addAll(observed.faults());
        seen.add(new Seen(rule, observed));
      }
    }
    Map<ProgressKey, Progress> before = lock(seen);
    var after = new HashMap<ProgressKey, Progress>();
    var intended = new ArrayList<Intended>();
    for (Seen one : seen) {
      for (RuleEvaluation.Sighting sighting : one.observed().sightings()) {
        var key = new ProgressKey(one.rule().ruleId(), sighting.person());
        Progress known = after.getOrDefault(key, before.getOrDefault(key, Progress.NONE));
        RuleEvaluation.Decided decided = one.rule().decide(fact, sighting, known, facts::byId);
        if (one.rule().program().plan().countsOccurrences()) {
          after.put(key, decided.progress());
        }
        intended.addAll(decided.intended());
        faults.addAll(decided.faults());
      }
    }
    store(after);
    failures.note(faults);
    return new Decided(intended, faults);
  }

  private RuleEvaluation compiled(StoredRules.InForce inForce) {
    if (compiled.size() > MOST_COMPILED) {
      compiled.clear();
    }
    return compiled.computeIfAbsent(
        new VersionKey(inForce.ruleId(), inForce.version()),
        key ->
            new RuleEvaluation(
                key.ruleId(),
                key.version(),
                RuleProgram.of(rules.version(key.ruleId(), key.version()).orElseThrow().plan())));
  }

  private Map<ProgressKey, Progress> lock(List<Seen> seen) {
    var keys = new TreeSet<ProgressKey>();
    for (Seen one : seen) {
      if (one.rule().program().plan().countsOccurrences()) {
        one.observed()
            .sightings()
            .forEach(sighting -> keys.add(new ProgressKey(one.rule().ruleId(), sighting.person())));
      }
    }
    var locked = new HashMap<ProgressKey, Progress>();
    if (keys.isEmpty()) {
      return locked;
    }
    List<String> ruleIds = keys.stream().map(ProgressKey::ruleId).toList();
    List<String> people = keys.stream().map(ProgressKey::person).toList();
    sql.update(
        "insert into rule_progress (rule_id, person, progress) select k.rule_id, k.person, ?::jsonb"
            + " from "
            + KEYS
            + " order by 1, 2 on conflict do nothing",
        EventJson.write(Progress.NONE),
        ruleIds,
        people);
    sql.query(
            "select p.rule_id, p.person, p.progress from rule_progress p join "
                + KEYS
                + " using (rule_id, person) order by p.rule_id, p.person for update of p",
            row ->
                Map.entry(
                    new ProgressKey(row.getString(1), row.getString(2)),
                    EventJson.readOwn(row.getString(3), Progress.class)),
            ruleIds,
            people)
        .forEach(row -> locked.put(row.getKey(), row.getValue()));
    return locked;
  }

  private void store(Map<ProgressKey, Progress> progress) {
    sql.batch(
        "update rule_progress set progress = ?::jsonb where rule_id = ? and person = ?",
        progress.entrySet().stream()
            .map(
                entry ->
                    new Object[] {
                      EventJson.write(entry.getValue()),
                      entry.getKey().ruleId(),
                      entry.getKey().person()
                    })
            .toList());
  }
}
