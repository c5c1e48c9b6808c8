package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.catalogue.CustomerGifts;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.ledger.CustomerAccounts.Movement;
import io.goodword.reward.ledger.CustomerAccounts.Purse;
import io.goodword.reward.text.PageTexts;
import io.goodword.reward.tier.Tiers.CustomerTier;
import io.goodword.reward.tier.Tiers.Next;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the wallet page and the page of a link that opens nothing. */
@Singleton
class WalletPages {

  private static final int MOST_SOON = 4;

  private final PageTexts texts = new PageTexts("wallet");
  private final @Nullable String shopUrl;

  WalletPages(WalletSettings settings) {
    this.shopUrl = settings.shopUrl().orElse(null);
  }

  @CheckedTemplate(basePath = "wallet")
  static class Templates {
    static native TemplateInstance wallet(
        WalletView page, Map<String, String> t, PageLanguage language);

    static native TemplateInstance closed(
        String heading,
        String text,
        @Nullable String shopUrl,
        Map<String, String> t,
        PageLanguage language);

    private Templates() {}
  }

  String wallet(Contents contents, PageLanguage language) {
    PageTexts.Words words = texts.in(language);
    var page =
        new Page(
            contents,
            language,
            words,
            new Figures(language, words),
            new Dates(language, contents.pass().zone()));
    return Templates.wallet(page.view(), words.byKey(), language).render();
  }

  /**
   * A link that opens nothing, and the way to a new one.
   *
   * @param kind expired or unknown
   */
  String closed(String kind, PageLanguage language) {
    PageTexts.Words words = texts.in(language);
    return Templates.closed(
            words.say(kind + ".heading"),
            words.say(kind + ".text"),
            shopUrl,
            words.byKey(),
            language)
        .render();
  }

  /** One page in the making. */
  private record Page(
      Contents contents,
      PageLanguage language,
      PageTexts.Words words,
      Figures figures,
      Dates dates) {

    WalletView view() {
      var coupons = new CouponWords(words, figures, dates, contents.assets());
      var usable = new ArrayList<WalletView.Coupon>();
      contents
          .coupons()
          .items()
          .forEach(held -> usable.add(coupons.usable(usable.size() + 1, held)));
      String older = contents.coupons().next();
      return new WalletView(
          !contents.pass().holder(),
          contents.isEmpty(),
          words.say("open", dates.time(contents.pass().until()), dates.zoneName()),
          contents.purses().stream().map(this::purse).toList(),
          contents.tiers().stream().map(this::tier).toList(),
          usable,
          older == null ? null : address("coupons", "coupons", older),
          contents.place().coupons() == null ? null : address("coupons"),
          contents.past().stream().map(coupons::past).toList(),
          contents.gifts().stream().map(this::gift).toList(),
          account());
    }

    private WalletView.Purse purse(Purse purse) {
      Asset asset = purse.asset();
      var notes = new ArrayList<String>();
      note(notes, "pending", asset, purse.pending());
      note(notes, "held", asset, purse.held());
      note(notes, "debt", asset, purse.debt());
      List<WalletView.Soon> soon =
          Expiring.free(
                  contents.soon().stream()
                      .filter(part -> part.asset().equals(asset.code()))
                      .toList(),
                  purse.held())
              .stream()
              .limit(MOST_SOON)
              .map(
                  part ->
                      new WalletView.Soon(
                          figures.amount(asset, part.amount()), dates.day(part.day())))
              .toList();
      return new WalletView.Purse(
          figures.name(asset), figures.number(asset, purse.balance()), notes, soon);
    }

    private void note(List<String> notes, String key, Asset asset, long amount) {
      if (amount > 0) {
        notes.add(words.say(key, figures.amount(asset, amount)));
      }
    }

    private WalletView.Tier tier(CustomerTier tier) {
      Next next = tier.next();
      Progress progress = Progress.to(next == null ? null : next.threshold(), tier.qualifying());
      Asset asset = contents.assets().get(tier.unit());
      return new WalletView.Tier(
          named(tier.names(), tier.level()),
          progress,
          figures.counted(tier.unit(), asset, tier.qualifying()),
          next == null ? "" : figures.counted(tier.unit(), asset, next.threshold()),
          next == null || progress == null
              ? words.say("tier.top")
              : next(named(next.names(), next.level()), tier.unit(), asset, progress.missing()),
          tier.graceUntil() == null
              ? null
              : words.say("tier.grace", dates.until(tier.graceUntil())));
    }

    private String next(String level, String unit, @Nullable Asset asset, long missing) {
      return missing == 0
          ? words.say("tier.reached", level)
          : words.say("tier.next", figures.counted(unit, asset, missing), level);
    }

    private WalletView.Gift gift(CustomerGifts.Redeemed gift) {
      return new WalletView.Gift(
          named(gift.names(), ""),
          words.say("gift." + gift.state()),
          gift.state().equals("cancelled"),
          dates.day(gift.requestedAt()));
    }

    private WalletView.@Nullable Account account() {
      Contents.Account account = contents.account();
      if (account == null) {
        return null;
      }
      Asset asset = account.asset();
      List<Movement> movements = account.movements().items();
      String older = account.movements().next();
      return new WalletView.Account(
          figures.name(asset),
          contents.purses().size() < 2 ? List.of() : choices(asset),
          movements.size() < 2 ? null : BalanceLine.of(balances(movements)),
          movements.isEmpty() ? "" : run(asset, movements),
          movements.stream().map(movement -> line(asset, movement)).toList(),
          older == null ? null : address("statement", "asset", asset.code(), "before", older),
          contents.place().before() == null ? null : address("statement", "asset", asset.code()));
    }

    private List<WalletView.Choice> choices(Asset current) {
      return contents.purses().stream()
          .map(Purse::asset)
          .map(
              asset ->
                  new WalletView.Choice(
                      figures.name(asset),
                      address("statement", "asset", asset.code()),
                      asset.equals(current)))
          .toList();
    }

    /** From the oldest: what there was before the first movement, then after each. */
    private static List<Long> balances(List<Movement> newestFirst) {
      var balances = new ArrayList<Long>();
      Movement oldest = newestFirst.getLast();
      balances.add(oldest.balanceAfter() - oldest.amount());
      newestFirst.reversed().forEach(movement -> balances.add(movement.balanceAfter()));
      return balances;
    }

    private String run(Asset asset, List<Movement> newestFirst) {
      List<Long> balances = balances(newestFirst);
      return words.say(
          "statement.run",
          figures.amount(asset, balances.getFirst()),
          figures.amount(asset, balances.getLast()));
    }

    private WalletView.Line line(Asset asset, Movement movement) {
      return new WalletView.Line(
          words.orElse("kind." + movement.kind(), words.say("kind.other")),
          dates.moment(movement.recordedAt()),
          figures.signed(asset, movement.amount()),
          movement.amount() < 0,
          figures.number(asset, movement.balanceAfter()));
    }

    private String named(Map<String, String> names, String otherwise) {
      return names.getOrDefault(language.tag(), otherwise);
    }

    /** The same page at another place; cursors and asset codes need no encoding. */
    private String address(String place, String... query) {
      var address = new StringBuilder("?lang=").append(language.tag());
      for (int i = 0; i < query.length; i += 2) {
        address.append('&').append(query[i]).append('=').append(query[i + 1]);
      }
      return address.append('#').append(place).toString();
    }
  }
}
