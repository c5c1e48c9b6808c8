package io.goodword.review.request;

import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.contracts.notification.SequenceRequested;
import io.goodword.contracts.notification.SequenceStopped;
import io.goodword.contracts.review.ReviewRequestScheduled;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.source.Ids;
import io.goodword.kit.token.SignedTokens;
import io.goodword.kit.token.TokenRefused;
import io.goodword.review.programme.Offer;
import io.goodword.review.programme.ProgrammeTerms;
import io.goodword.review.programme.ReviewProgrammes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plans, opens and closes review requests. */
@ApplicationScoped
public class ReviewRequests {

  private static final String PURPOSE = "review";
  private static final int MOST_PRODUCTS = 7;

  private final Requests requests;
  private final OrderFacts orders;
  private final ReviewProgrammes programmes;
  private final RequestSettings settings;
  private final SignedTokens tokens;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;
  private final String publicUrl;

  ReviewRequests(
      Requests requests,
      OrderFacts orders,
      ReviewProgrammes programmes,
      RequestSettings settings,
      SignedTokens tokens,
      Outbox outbox,
      Ids ids,
      Clock clock,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.requests = requests;
    this.orders = orders;
    this.programmes = programmes;
    this.settings = settings;
    this.tokens = tokens;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** What a token opens now. */
  @Transactional
  public Opening open(String token) {
    return opening(token, requests::findByIdOptional);
  }

  /** What a token opens, locked until the end of the transaction, so that one submission wins. */
  @Transactional(TxType.MANDATORY)
  public Opening openLocked(String token) {
    return opening(token, id -> Optional.ofNullable(requests.locked(id)));
  }

  /** Closes the request of an invitation because its reviews were handed in. */
  @Transactional(TxType.MANDATORY)
  public void submitted(UUID requestId) {
    ReviewRequest request = requests.locked(requestId);
    if (request == null || !request.submit(clock.instant())) {
      throw new IllegalStateException("the request " + requestId + " was not open");
    }
    stopSequence(request, "review-submitted");
  }

  @Transactional(TxType.MANDATORY)
  void delivered(OrderDelivered fact) {
    List<Product> products = products(fact);
    if (products.isEmpty()
        || !orders.endOf(fact.orderId()).isEmpty()
        || requests.ofOrder(fact.orderId()).isPresent()) {
      return;
    }
    programmes.activeIn(settings.market()).ifPresent(terms -> plan(fact, products, terms));
  }

  @Transactional(TxType.MANDATORY)
  void paid(OrderPaid fact) {
    orders.paid(fact.orderId(), fact.amount());
    stopIfOver(fact.orderId());
  }

  @Transactional(TxType.MANDATORY)
  void refunded(OrderRefunded fact) {
    orders.refunded(fact.orderId(), fact.refundId(), fact.amount());
    stopIfOver(fact.orderId());
  }

  @Transactional(TxType.MANDATORY)
  void cancelled(OrderCancelled fact) {
    orders.cancelled(fact.orderId());
    stopIfOver(fact.orderId());
  }

  private void plan(OrderDelivered fact, List<Product> products, ProgrammeTerms terms) {
    var request =
        new ReviewRequest(
            ids.next(), fact.orderId(), fact.customerId(), products, terms, fact.occurredAt());
    requests.persistAndFlush(request);
    String id = request.id().toString();
    outbox.append(
        ReviewRequestScheduled.TYPE,
        id,
        new ReviewRequestScheduled(
            id,
            fact.orderId(),
            fact.customerId(),
            products.stream().map(Product::id).toList(),
            request.sendAt(),
            request.expiresAt(),
            clock.instant()));
    outbox.append(
        SequenceRequested.TYPE,
        id,
        new SequenceRequested(
            id,
            "review-request",
            fact.customerId(),
            PURPOSE,
            request.sendAt(),
            terms.remindAfter(),
            1,
            words(request, terms)));
  }

  /**
   * What the message says: the offer as an amount that the sender puts into words, and as the words
   * of the marketer in each language, because only the sender knows which is read.
   */
  private Map<String, String> words(ReviewRequest request, ProgrammeTerms terms) {
    var words = new HashMap<String, String>();
    words.put("link", publicUrl + "/f/" + token(request));
    words.put("productTitle", request.invitation().products().getFirst().title());
    Offer offer = terms.offer();
    if (offer != null) {
      String home =
          switch (terms.market()) {
            case "CN" -> "zh-CN";
            case "TW", "HK", "MO" -> "zh-TW";
            default -> "en";
          };
      words.put("incentive", offer.amount() + " " + offer.asset());
      words.put("incentiveText", offer.text().getOrDefault(home, ""));
      offer.text().forEach((language, text) -> words.put("incentiveText." + language, text));
    }
    return words;
  }

  private String token(ReviewRequest request) {
    return tokens.sign(PURPOSE, Map.of("request", request.id().toString()), request.expiresAt());
  }

  private Opening opening(String token, Function<UUID, Optional<ReviewRequest>> finder) {
    try {
      String id = tokens.verify(PURPOSE, token).getOrDefault("request", "");
      return finder
          .apply(UUID.fromString(id))
          .map(request -> request.opening(clock.instant()))
          .orElseGet(Opening.Unknown::new);
    } catch (TokenRefused refused) {
      return refused.reason() == TokenRefused.Reason.EXPIRED
          ? new Opening.Expired()
          : new Opening.Unknown();
    }
  }

  private void stopIfOver(String orderId) {
    String reason = orders.endOf(orderId);
    if (reason.isEmpty()) {
      return;
    }
    requests
        .ofOrder(orderId)
        .filter(request -> request.stop(reason, clock.instant()))
        .ifPresent(request -> stopSequence(request, reason));
  }

  private void stopSequence(ReviewRequest request, String reason) {
    String id = request.id().toString();
    outbox.append(SequenceStopped.TYPE, id, new SequenceStopped(id, reason));
  }

  /** Each product once, at most seven: nobody fills in a longer form. */
  private static List<Product> products(OrderDelivered fact) {
    var byId = new LinkedHashMap<String, Product>();
    fact.items()
        .forEach(
            item ->
                byId.putIfAbsent(item.productId(), new Product(item.productId(), item.title())));
    return byId.values().stream().limit(MOST_PRODUCTS).toList();
  }
}
