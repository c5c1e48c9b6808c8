package io.goodword.reward.adjustment;

import io.goodword.kit.event.EventJson;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, checked. Pure.
 *
 * @param amount signed minor units: positive gives to the customer, negative takes
 * @param reason code of a {@link Reason}
 * @param note 1 to 500 characters without contact data
 * @param cause complaint, order or other thing behind it
 * @param source {@code budget} or {@code issuance}: where it comes from or goes back to
 * @param campaignId campaign or programme whose budget it is
 * @param onShortage {@code owe} or {@code refuse}: what happens when more is taken than is there
 */
@RegisterForReflection
record Payload(
    String customerId,
    String asset,
    long amount,
    String reason,
    String note,
    @Nullable String cause,
    String source,
    @Nullable String campaignId,
    String onShortage) {

  static final String BUDGET = "budget";
  static final String ISSUANCE = "issuance";
  static final String OWE = "owe";
  static final String REFUSE = "refuse";

  /** Everything that a second person approves. */
  @RegisterForReflection
  record Canonical(UUID id, String maker, Payload payload) {}

  /**
   * Fingerprint of the request: SHA-256, as 64 hexadecimal digits, of its JSON with the fields
   * {@code id, maker, payload} and those of the payload in the order of this record, without spaces
   * and without absent fields.
   */
  String hash(UUID id, String maker) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(
                      EventJson.write(new Canonical(id, maker, this))
                          .getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the ledger posts: a gift repays debt first, a shortage is owed or refused. */
  List<Leg> legs() {
    AccountRef customer = AccountRef.customer(customerId, asset);
    Leg theirs =
        amount > 0
            ? Leg.earn(customer, amount)
            : onShortage.equals(OWE) ? Leg.take(customer, -amount) : Leg.of(customer, amount);
    return List.of(Leg.of(sourceAccount(), -amount), theirs);
  }

  private AccountRef sourceAccount() {
    return campaignId == null ? AccountRef.issuance(asset) : AccountRef.budget(campaignId, asset);
  }

  Purpose purpose(String maker) {
    Purpose purpose = Purpose.of("adjust", maker).because(reason, cause);
    return campaignId == null ? purpose : purpose.in(campaignId);
  }
}
