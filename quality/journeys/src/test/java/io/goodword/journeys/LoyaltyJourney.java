package io.goodword.journeys;

import io.goodword.journeys.story.Narrator;
import io.goodword.journeys.story.TeaClub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The second part of the demo, step by step: the assertions are in the story. */
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class LoyaltyJourney {

  private TeaClub story;

  @BeforeAll
  void begin() {
    story = new TeaClub(TheStack.world(), new Narrator(System.out));
  }

  @Test
  @Order(1)
  @Tag("RWD-03")
  @Tag("RWD-06")
  void shouldPayByARuleThatWasTriedOnThePast() {
    story.earn();
  }

  @Test
  @Order(2)
  @Tag("RWD-06")
  void shouldExpireWhatIsNotSpentInTime() {
    story.expire();
  }

  @Test
  @Order(3)
  @Tag("RWD-08")
  void shouldGiveAGiftForPointsOnceForEachPerson() {
    story.gift();
  }

  @Test
  @Order(4)
  @Tag("RWD-02")
  void shouldOweWhatIsTakenBackAfterItWasSpent() {
    story.refund();
  }

  @Test
  @Order(5)
  @Tag("RWD-05")
  void shouldTakeACouponOffOneOrderAndGiveItBackWithIt() {
    story.checkout();
  }

  @Test
  @Order(6)
  @Tag("RWD-03")
  @Tag("RWD-07")
  void shouldLiftAMemberToTheNextLevelAtOnce() {
    story.level();
  }

  @Test
  @Order(7)
  @Tag("RWD-10")
  void shouldPostAboveTheLimitOnlyWithASecondPerson() {
    story.adjustment();
  }

  @Test
  @Order(8)
  @Tag("RWD-01")
  @Tag("RWD-10")
  void shouldGiveFinanceFilesThatAgreeWithTheBooks() {
    story.finance();
  }

  @Test
  @Order(9)
  @Tag("RWD-09")
  void shouldDrawWinnersThatAnOutsiderComputesAgain() {
    story.draw();
  }

  @Test
  @Order(10)
  @Tag("UX-01")
  void shouldOpenTheWalletByALinkWithoutALogin() {
    story.wallet();
  }
}
