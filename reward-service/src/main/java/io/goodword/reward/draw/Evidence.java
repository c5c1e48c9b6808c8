package io.goodword.reward.draw;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to compute a draw again, without a person's name in it.
 *
 * @param format {@link Drawing#METHOD}
 * @param draw id of the draw
 * @param state as in the view of the draw
 * @param rules canonical text of the rules, byte for byte what was hashed
 * @param rulesHash SHA-256 of that text
 * @param versions every version of the rules that was published
 * @param commitment SHA-256 of the seed, published with the rules
 * @param committedAt when it was published
 * @param witness the second party, absent without one
 * @param ticketsHash Merkle root of the tickets, absent before they are fixed
 * @param frozenAt when it was published
 * @param tickets in their order; empty before they are fixed
 * @param seed the seed, absent before the winners are drawn
 * @param winners by rank
 * @param settledAt when every prize was paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(
    targets = {
      Evidence.class,
      Evidence.Published.class,
      Evidence.WitnessSeed.class,
      Evidence.Listed.class,
      Evidence.Won.class
    })
record Evidence(
    String format,
    String draw,
    String state,
    String rules,
    String rulesHash,
    List<Published> versions,
    String commitment,
    Instant committedAt,
    @Nullable WitnessSeed witness,
    @Nullable String ticketsHash,
    @Nullable Instant frozenAt,
    List<Listed> tickets,
    @Nullable String seed,
    List<Won> winners,
    @Nullable Instant settledAt) {

  /** A version of the rules. */
  record Published(int version, String hash, Instant madeAt) {}

  /**
   * The second party.
   *
   * @param seed absent while it is secret, and when it was not opened in time
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WitnessSeed(String commitment, @Nullable String seed, @Nullable Instant revealBy) {}

  /** A ticket and the salted hash of who holds it. */
  record Listed(String ticket, String holder) {}

  /** A ticket that won. */
  record Won(int rank, int prize, String ticket, String score) {}
}
