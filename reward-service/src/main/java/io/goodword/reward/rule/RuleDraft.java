package io.goodword.reward.rule;

import io.goodword.reward.budget.LimitPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as a marketer sends it, unchecked: every field may be absent. */
@Schema(name = "RewardRuleDraft")
@RegisterForReflection
record RuleDraft(
    @Schema(description = "Given by the service when absent", examples = "third-order")
        @Nullable String id,
    @Schema(description = "For the staff, 1 to 100 characters") @Nullable String name,
    @Schema(examples = "io.goodword.commerce.order.paid.v1") @Nullable String eventType,
    @Schema(
            description = "CEL condition over event, true when absent",
            examples = "event.amount.currency == 'CNY' && event.amount.amount >= 10000")
        @Nullable String when,
    @Schema(
            description = "By whose calendar limits count days, weeks and months",
            examples = "Asia/Shanghai")
        @Nullable String zone,
    @Schema(
            description =
                "CEL text: whose occurrences are counted; the first beneficiary when absent",
            examples = "event.customerId")
        @Nullable String person,
    @Schema(
            description = "CEL whole number that is summed up for thresholds",
            examples = "event.amount.amount")
        @Nullable String measure,
    @Schema(description = "What else must have happened to the person, at most 10")
        @Nullable List<Requirement> requires,
    @Schema(description = "1 to 10 things that are given") @Nullable List<Line> grants,
    @Schema(description = "How often each grant is given at most") @Nullable LimitPlan limits) {

  /** Something else that must have happened. */
  @RegisterForReflection
  record Requirement(
      @Schema(examples = "registered") @Nullable String name,
      @Nullable String eventType,
      @Nullable String when,
      @Nullable String person) {}

  /** A step as it is sent. */
  @RegisterForReflection
  record Step(@Nullable Long at, @Nullable Long amount) {}

  /** One thing that is given. */
  @RegisterForReflection
  record Line(
      @Schema(enumeration = {"customer", "advocate", "friend", "reviewer", "staff"})
          @Nullable String role,
      @Schema(description = "CEL text: customer id", examples = "event.customerId")
          @Nullable String beneficiary,
      @Schema(examples = "POINTS") @Nullable String asset,
      @Schema(
              description = "Minor units, or CEL whole number",
              examples = "event.amount.amount / 100")
          @Nullable String amount,
      @Schema(description = "Given at these occurrences only, in rising order")
          @Nullable List<Step> steps,
      @Schema(description = "Given when the sum of measure reaches these, in rising order")
          @Nullable List<Step> thresholds,
      @Schema(description = "PT0S to P366D, absent for at once", examples = "P14D")
          @Nullable String holdingPeriod,
      @Schema(description = "Campaign or programme that pays", examples = "campaign-1")
          @Nullable String budget) {}
}
