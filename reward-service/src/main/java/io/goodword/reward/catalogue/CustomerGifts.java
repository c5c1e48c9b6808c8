package io.goodword.reward.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The gifts that a customer has redeemed, for those who show them. */
@ApplicationScoped
public class CustomerGifts {

  private final Redemptions redemptions;
  private final Gifts gifts;

  CustomerGifts(Redemptions redemptions, Gifts gifts) {
    this.redemptions = redemptions;
    this.gifts = gifts;
  }

  /**
   * A gift on its way to a customer, or there.
   *
   * @param names what the gift is called now, by language tag (zh-CN, zh-TW, en)
   * @param state requested, confirmed, handed-over, delivered or cancelled
   */
  public record Redeemed(Map<String, String> names, String state, Instant requestedAt) {}

  /** The newest. */
  @Transactional
  public List<Redeemed> latest(String customerId, int limit) {
    return redemptions.list(customerId, null, null, limit).stream().map(this::redeemed).toList();
  }

  private Redeemed redeemed(Redemption redemption) {
    Agreement agreed = redemption.agreed();
    Map<String, String> names =
        gifts.find(agreed.sku()).orElseThrow().rules().texts().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, text -> text.getValue().name()));
    return new Redeemed(names, redemption.state().code(), agreed.requestedAt());
  }
}
