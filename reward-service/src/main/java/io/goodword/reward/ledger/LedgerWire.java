package io.goodword.reward.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goodword.kit.source.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the posting function takes and gives, as its comment says. */
final class LedgerWire {

  private static final String LEASED = "leased";

  private LedgerWire() {}

  record WireLeg(int a, long n, String m) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WireOperation(
      String op,
      @Nullable UUID id,
      String businessKey,
      @Nullable String kind,
      @Nullable String code,
      @Nullable String hash,
      @Nullable String actor,
      @Nullable String cause,
      @Nullable String campaignId,
      @Nullable UUID reverses,
      @Nullable List<WireLeg> legs,
      @Nullable Integer a,
      @Nullable Integer c,
      @Nullable Long amount,
      @Nullable Instant dueAt,
      @Nullable Instant expiresAt,
      @Nullable UUID holdId) {}

  record Result(
      String outcome,
      @Nullable UUID journalId,
      @Nullable Instant recordedAt,
      @Nullable List<Outcome.Book> entries,
      Outcome.@Nullable HoldState hold,
      Outcome.@Nullable Book account) {

    /** Whether it is of an operation; else of a journal between a budget and its slots. */
    boolean asked() {
      return !outcome.equals(LEASED);
    }

    Outcome toOutcome() {
      return switch (outcome) {
        case "posted", LEASED -> posted(false);
        case "replayed" -> hold == null ? posted(true) : new Outcome.Held(hold, true);
        case "held" -> new Outcome.Held(present(hold), false);
        case "voided" -> new Outcome.Voided(present(hold));
        case "lapsed" -> new Outcome.Lapsed(present(hold));
        case "unchanged" -> new Outcome.Unchanged(account, hold);
        case "short" -> refused(Outcome.Reason.SHORT);
        case "conflict" -> refused(Outcome.Reason.CONFLICT);
        case "settled" -> refused(Outcome.Reason.SETTLED);
        case "excess" -> refused(Outcome.Reason.EXCESS);
        case "unknown" -> refused(Outcome.Reason.UNKNOWN);
        default -> throw new IllegalStateException("unknown outcome " + outcome);
      };
    }

    private Outcome posted(boolean replayed) {
      return new Outcome.Posted(
          present(journalId), present(recordedAt), present(entries), hold, replayed);
    }

    private Outcome refused(Outcome.Reason reason) {
      return new Outcome.Refused(reason, account, hold);
    }

    private static <T> T present(@Nullable T value) {
      if (value == null) {
        throw new IllegalStateException("the posting function left out a field of its result");
      }
      return value;
    }
  }

  /** The accounts that operations name, in lock order, with their position. */
  static Map<AccountRef, Integer> accounts(List<Operation> operations) {
    var accounts = new TreeMap<AccountRef, Integer>();
    for (Operation operation : operations) {
      switch (operation) {
        case Operation.Post post -> post.legs().forEach(leg -> accounts.put(leg.account(), 0));
        case Operation.Hold hold -> {
          accounts.put(hold.account(), 0);
          accounts.put(hold.counter(), 0);
        }
        case Operation.Expire expire -> {
          accounts.put(expire.account(), 0);
          accounts.put(expire.counter(), 0);
        }
        case Operation.Settle ignored -> {}
        case Operation.Void ignored -> {}
        case Operation.Lapse ignored -> {}
      }
    }
    int position = 0;
    for (Map.Entry<AccountRef, Integer> account : accounts.entrySet()) {
      account.setValue(position++);
    }
    return accounts;
  }

  static WireOperation of(Operation operation, Map<AccountRef, Integer> accounts, Ids ids) {
    return switch (operation) {
      case Operation.Post post -> {
        List<WireLeg> legs =
            post.legs().stream()
                .map(
                    leg ->
                        new WireLeg(
                            accounts.getOrDefault(leg.account(), -1),
                            leg.amount(),
                            leg.mode().name()))
                .toList();
        yield journal(
            "post",
            post.businessKey(),
            post.purpose(),
            hash(post),
            ids,
            legs,
            null,
            null,
            null,
            null);
      }
      case Operation.Settle settle ->
          journal(
              "settle",
              settle.businessKey(),
              settle.purpose(),
              "settle " + settle.holdId() + " " + settle.amount(),
              ids,
              null,
              null,
              null,
              settle.amount(),
              settle.holdId());
      case Operation.Expire expire ->
          journal(
              "expire",
              expire.businessKey(),
              expire.purpose(),
              "expire " + expire.account(),
              ids,
              null,
              accounts.get(expire.account()),
              accounts.get(expire.counter()),
              null,
              null);
      case Operation.Hold hold ->
          new WireOperation(
              "hold",
              ids.next(),
              hold.businessKey(),
              null,
              null,
              null,
              hold.purpose().actor(),
              hold.purpose().cause(),
              hold.purpose().campaignId(),
              null,
              null,
              accounts.get(hold.account()),
              accounts.get(hold.counter()),
              hold.amount(),
              hold.dueAt(),
              hold.expiresAt(),
              null);
      case Operation.Void release -> release("void", release.holdId(), release.amount());
      case Operation.Lapse lapse -> release("lapse", lapse.holdId(), null);
    };
  }

  private static WireOperation release(String op, UUID holdId, @Nullable Long amount) {
    return new WireOperation(
        op, null, "", null, null, null, null, null, null, null, null, null, null, amount, null,
        null, holdId);
  }

  private static WireOperation journal(
      String op,
      String businessKey,
      Purpose purpose,
      String hash,
      Ids ids,
      @Nullable List<WireLeg> legs,
      @Nullable Integer account,
      @Nullable Integer counter,
      @Nullable Long amount,
      @Nullable UUID holdId) {
    return new WireOperation(
        op,
        ids.next(),
        businessKey,
        purpose.kind(),
        purpose.code(),
        hash,
        purpose.actor(),
        purpose.cause(),
        purpose.campaignId(),
        purpose.reverses(),
        legs,
        account,
        counter,
        amount,
        null,
        null,
        holdId);
  }

  /** Fingerprint of what a journal means, without who sent it. */
  private static String hash(Operation.Post post) {
    var text = new StringBuilder(post.purpose().kind()).append('\n');
    text.append(post.purpose().reverses()).append('\n');
    for (Leg leg : post.legs()) {
      text.append(leg.account().accountClass())
          .append('\t')
          .append(leg.account().owner())
          .append('\t')
          .append(leg.account().asset())
          .append('\t')
          .append(leg.amount())
          .append('\t')
          .append(leg.mode())
          .append('\n');
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
