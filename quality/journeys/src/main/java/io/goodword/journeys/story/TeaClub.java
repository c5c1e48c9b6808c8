package io.goodword.journeys.story;

import io.goodword.journeys.client.World;

/**
 * A club with points, gifts, coupons and levels, and the people who answer for it, steps 9 to 18.
 * The steps are called in their order, each once; each throws {@link
 * io.goodword.journeys.client.StoryBroken} when something is not exactly as told.
 */
public final class TeaClub {

  private final EarningSteps earningSteps;
  private final GiftSteps giftSteps;
  private final CheckoutSteps checkoutSteps;
  private final LevelSteps levelSteps;
  private final AdjustmentSteps adjustmentSteps;
  private final FinanceSteps financeSteps;
  private final DrawSteps drawSteps;
  private final WalletSteps walletSteps;

  /** A new club with new members. */
  public TeaClub(World world, Narrator narrator) {
    var plot = new ClubPlot(world, narrator);
    var clubRule = new ClubRule(plot);
    earningSteps = new EarningSteps(plot, clubRule);
    giftSteps = new GiftSteps(plot);
    checkoutSteps = new CheckoutSteps(plot);
    levelSteps = new LevelSteps(plot, clubRule);
    adjustmentSteps = new AdjustmentSteps(plot);
    financeSteps = new FinanceSteps(plot);
    drawSteps = new DrawSteps(plot);
    walletSteps = new WalletSteps(plot);
  }

  /** Step 9: points by a rule that was first tried on the past. */
  public void earn() {
    earningSteps.earn();
  }

  /** Step 10: points that expire. */
  public void expire() {
    earningSteps.expire();
  }

  /** Step 11: a gift for points. */
  public void gift() {
    giftSteps.gift();
  }

  /** Step 12: a refund after spending. */
  public void refund() {
    earningSteps.refund();
  }

  /** Step 13: a coupon at the checkout. */
  public void checkout() {
    checkoutSteps.checkout();
  }

  /** Step 14: a level up. */
  public void level() {
    levelSteps.level();
  }

  /** Step 15: an adjustment with a second person. */
  public void adjustment() {
    adjustmentSteps.adjustment();
  }

  /** Step 16: the files of finance and the proof of the books. */
  public void finance() {
    financeSteps.finance();
  }

  /** Step 17: a lucky draw that an outsider computes again. */
  public void draw() {
    drawSteps.draw();
  }

  /** Step 18: the wallet of a member. */
  public void wallet() {
    walletSteps.wallet();
  }

  /** All of it. */
  public void tell() {
    earn();
    expire();
    gift();
    refund();
    checkout();
    level();
    adjustment();
    finance();
    draw();
    wallet();
  }
}
