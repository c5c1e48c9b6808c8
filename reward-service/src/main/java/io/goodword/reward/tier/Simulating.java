package io.goodword.reward.tier;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a draft would do before it is put in force; changes nothing. */
@ApplicationScoped
class Simulating {

  private static final int MOST_MEMBERS = 100_000;
  private static final int MOST_SAMPLED = 100;

  private final Programmes programmes;
  private final Qualifying qualifying;
  private final Sql sql;
  private final Clock clock;

  Simulating(Programmes programmes, Qualifying qualifying, Sql sql, Clock clock) {
    this.programmes = programmes;
    this.qualifying = qualifying;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Forecast of the draft, or of the version in force when there is none.
   *
   * @param sampled ids that are shown, 0 to 100, null for 20
   * @throws Problem 404; 422 for another number
   */
  @Transactional
  Forecast forecast(String programmeId, @Nullable Integer sampled) {
    int sample = sampled == null ? 20 : sampled;
    if (sample < 0 || sample > MOST_SAMPLED) {
      throw Problem.invalid("sample", "must be 0 to 100", sampled);
    }
    StoredProgramme programme =
        programmes.latest(programmeId).orElseThrow(() -> Problem.notFound("programme"));
    // one statement over all members of a large programme takes longer than a request usually may
    sql.query("select set_config('statement_timeout', '30s', true)", row -> true);
    List<Qualifying.Counted> counted =
        qualifying.all(programmeId, programme.rules(), clock.instant(), MOST_MEMBERS + 1);
    return Forecast.of(programme.rules(), counted, MOST_MEMBERS, sample);
  }
}
