package io.goodword.reward.adjustment;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment as it is sent.
 *
 * @param amount signed minor units, not zero, at most 10^15 either way
 * @param reason goodwill, complaint, correction, fraud, migration or test-refund
 * @param note why, in 1 to 500 characters; no e-mail address and no phone number
 * @param cause id of the complaint, order or other thing behind it, at most 100 characters; needed
 *     for a complaint
 * @param source budget (of {@code campaignId}) or issuance (finance only)
 * @param onShortage refuse (if absent) or owe: what happens when more is taken than is there
 */
@RegisterForReflection
record Request(
    @Nullable String customerId,
    @Nullable String asset,
    @Nullable Long amount,
    @Nullable String reason,
    @Nullable String note,
    @Nullable String cause,
    @Nullable String source,
    @Nullable String campaignId,
    @Nullable String onShortage) {

  private static final int LONGEST_NOTE = 500;
  private static final int LONGEST_ID = 100;

  /** Something with an at sign between words and a dot behind it. */
  private static final Pattern MAIL = Pattern.compile("\\S+@\\S+\\.\\S+");

  /** Eight digits and more, with what people put between the digits of a phone number. */
  private static final Pattern PHONE = Pattern.compile("\\d(?:[ ().-]{0,2}\\d){7,}");

  /**
   * Checks it for somebody in a role.
   *
   * @throws Problem 422 that names field, value and rule
   */
  Payload checked(Role role) {
    AccountRef customer =
        AccountRef.customer(required("customerId", customerId), required("asset", asset));
    if (amount == null || amount == 0 || amount > Leg.MAX_AMOUNT || amount < -Leg.MAX_AMOUNT) {
      throw Problem.invalid("amount", "must be -10^15 to 10^15 minor units, not 0", amount);
    }
    String why =
        Reason.of(required("reason", reason))
            .filter(known -> mayUse(known, amount, role))
            .orElseThrow(
                () -> Problem.invalid("reason", "must be one of " + Reason.names(), reason))
            .code();
    if (why.equals(Reason.COMPLAINT.code()) && cause == null) {
      throw Problem.invalid("cause", "must name the complaint", null);
    }
    if (cause != null && (cause.isBlank() || cause.length() > LONGEST_ID)) {
      throw Problem.invalid("cause", "must have 1 to 100 characters", cause);
    }
    return new Payload(
        customer.owner(),
        customer.asset(),
        amount,
        why,
        text("note", required("note", note)),
        cause,
        checkedSource(role),
        campaignId,
        onShortage == null
            ? Payload.REFUSE
            : oneOf("onShortage", onShortage, Payload.OWE, Payload.REFUSE));
  }

  private static boolean mayUse(Reason reason, long amount, Role role) {
    if (!reason.allows(amount)) {
      throw Problem.invalid(
          "amount",
          "must be %s for %s".formatted(amount > 0 ? "negative" : "positive", reason.code()),
          amount);
    }
    if (reason == Reason.MIGRATION && role != Role.FINANCE) {
      throw Problem.invalid("reason", "is only for finance", reason.code());
    }
    return true;
  }

  private String checkedSource(Role role) {
    String from = oneOf("source", required("source", source), Payload.BUDGET, Payload.ISSUANCE);
    if (from.equals(Payload.ISSUANCE)) {
      if (role != Role.FINANCE) {
        throw Problem.invalid("source", "must be budget; issuance is only for finance", from);
      }
      if (campaignId != null) {
        throw Problem.invalid(
            "campaignId", "must be absent when the source is issuance", campaignId);
      }
      return from;
    }
    AccountRef.budget(required("campaignId", campaignId), required("asset", asset));
    return from;
  }

  /**
   * Checks a free text.
   *
   * @throws Problem 422 when it is blank, too long or looks like contact data
   */
  static String text(String field, String text) {
    if (text.isBlank() || text.length() > LONGEST_NOTE) {
      throw Problem.invalid(field, "must have 1 to 500 characters", text);
    }
    if (MAIL.matcher(text).find() || PHONE.matcher(text).find()) {
      // the text itself stays out of the answer and of logs
      throw Problem.invalid(
          field,
          "must not hold an e-mail address or a number of eight digits and more; ids go to cause",
          null);
    }
    return text;
  }

  private static String oneOf(String field, String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw Problem.invalid(field, "must be " + first + " or " + second, value);
    }
    return value;
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw Problem.invalid(field, "is required", null);
    }
    return value;
  }
}
