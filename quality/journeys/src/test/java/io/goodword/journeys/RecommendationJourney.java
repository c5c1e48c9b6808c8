package io.goodword.journeys;

import io.goodword.journeys.story.Narrator;
import io.goodword.journeys.story.Recommendation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The demo, step by step: the assertions are in the story. */
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class RecommendationJourney {

  private Recommendation story;

  @BeforeAll
  void begin() {
    story = new Recommendation(TheStack.world(), new Narrator(System.out));
  }

  @Test
  @Order(1)
  @Tag("REF-01")
  @Tag("RWD-04")
  void shouldCreateFundStartAndImproveACampaign() {
    story.campaign();
  }

  @Test
  @Order(2)
  @Tag("REF-06")
  @Tag("NOT-01")
  void shouldTakeFactsAndContactsFromTheShop() {
    story.shop();
  }

  @Test
  @Order(3)
  @Tag("REF-02")
  @Tag("REF-03")
  void shouldGiveTheAdvocateOneLinkWithQrCodeAndSharePayloads() {
    story.link();
  }

  @Test
  @Order(4)
  @Tag("REF-05")
  void shouldLeadFriendsOverALocalisedLandingPageToTheShop() {
    story.landing();
  }

  @Test
  @Order(5)
  @Tag("REF-06")
  @Tag("REF-07")
  @Tag("RWD-01")
  @Tag("NOT-08")
  void shouldAttributeRewardAndTellBothSides() {
    story.registration();
  }

  @Test
  @Order(6)
  @Tag("RWD-02")
  @Tag("REF-07")
  void shouldHoldConfirmVoidAndReverseOrderRewards() {
    story.orders();
  }

  @Test
  @Order(7)
  @Tag("REV-01")
  @Tag("REV-02")
  @Tag("REV-03")
  @Tag("RWD-12")
  @Tag("NOT-04")
  void shouldAskRemindPublishAndRewardReviews() {
    story.reviews();
  }

  @Test
  @Order(8)
  @Tag("REF-08")
  @Tag("RWD-01")
  @Tag("RWD-11")
  void shouldShowStatementFunnelBooksAndEvents() {
    story.books();
  }

  @Test
  @Order(9)
  @Tag("RWD-09")
  void shouldDrawWinnersThatAnOutsiderComputesAgain() {
    story.draw();
  }
}
