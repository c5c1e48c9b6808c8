package io.goodword.reward.wallet;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet page shows, all of it in words.
 *
 * @param staff whether somebody of the staff looks, who sees no codes
 * @param open until when the link opens the page
 * @param olderCoupons address of the next page of coupons
 * @param newestCoupons address of the first one, null when this is it
 * @param account statement, null when there is nothing to tell of
 */
@TemplateData
record WalletView(
    boolean staff,
    boolean empty,
    String open,
    List<Purse> purses,
    List<Tier> tiers,
    List<Coupon> coupons,
    @Nullable String olderCoupons,
    @Nullable String newestCoupons,
    List<Past> past,
    List<Gift> gifts,
    @Nullable Account account) {

  /**
   * What the reader has of an asset.
   *
   * @param notes what waits, what is set aside, what is owed
   * @param soon what expires when, first to expire first
   */
  @TemplateData
  record Purse(String name, String number, List<String> notes, List<Soon> soon) {}

  /** What expires on a day. */
  @TemplateData
  record Soon(String amount, String day) {}

  /**
   * A level.
   *
   * @param progress the way to the next one, null when there is none
   * @param done what counts so far
   * @param goal what the next level needs, and its name
   * @param next what is missing
   * @param grace until when the level is kept though it is no longer earned
   */
  @TemplateData
  record Tier(
      String name,
      @Nullable Progress progress,
      String done,
      String goal,
      String next,
      @Nullable String grace) {}

  /**
   * A coupon that can be used.
   *
   * @param number its place on the page, from 1
   * @param state why it cannot be used now, null when it can
   * @param code the code, or its end for staff
   * @param clear whether it is the whole code
   * @param qr the code as a picture, null when it cannot be used now or is not shown
   */
  @TemplateData
  record Coupon(
      int number,
      String headline,
      List<String> facts,
      @Nullable String state,
      String code,
      boolean clear,
      @Nullable QrCode qr) {}

  /** A coupon that can no longer be used. */
  @TemplateData
  record Past(String headline, String code, String state) {}

  /** A gift that was redeemed. */
  @TemplateData
  record Gift(String name, String state, boolean over, String day) {}

  /**
   * A statement.
   *
   * @param choices assets to choose from, empty when there is one only
   * @param picture how the balance ran, null when there is too little to draw
   * @param pictureText the same in words
   * @param older address of older movements
   * @param newest address of the newest, null when these are they
   */
  @TemplateData
  record Account(
      String name,
      List<Choice> choices,
      @Nullable BalanceLine picture,
      String pictureText,
      List<Line> lines,
      @Nullable String older,
      @Nullable String newest) {}

  /** A link to the statement of an asset. */
  @TemplateData
  record Choice(String name, String href, boolean current) {}

  /**
   * A movement.
   *
   * @param out whether it takes away
   */
  @TemplateData
  record Line(String what, String date, String amount, boolean out, String balance) {}
}
