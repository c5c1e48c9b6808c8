package io.goodword.journeys.story;

import io.goodword.journeys.client.World;

/**
 * One recommendation all the way through, steps 1 to 9. The steps are called in their order, each
 * once; each throws {@link io.goodword.journeys.client.StoryBroken} when something is not exactly
 * as told.
 */
public final class Recommendation {

  private final CampaignSteps campaignSteps;
  private final FriendSteps friendSteps;
  private final OrderSteps orderSteps;
  private final ReviewSteps reviewSteps;
  private final BookSteps bookSteps;
  private final DrawSteps drawSteps;

  /** A story with new people in a new campaign. */
  public Recommendation(World world, Narrator narrator) {
    var plot = new Plot(world, narrator);
    campaignSteps = new CampaignSteps(plot);
    friendSteps = new FriendSteps(plot);
    orderSteps = new OrderSteps(plot);
    reviewSteps = new ReviewSteps(plot);
    bookSteps = new BookSteps(plot);
    drawSteps = new DrawSteps(plot);
  }

  /** Step 1: a campaign is created, funded, started and improved. */
  public void campaign() {
    campaignSteps.campaign();
  }

  /** Step 2: contact data and facts from the shop. */
  public void shop() {
    campaignSteps.shop();
  }

  /** Step 3: the advocate's link. */
  public void link() {
    campaignSteps.link();
  }

  /** Step 4: the landing page. */
  public void landing() {
    friendSteps.landing();
  }

  /** Step 5: registration, attribution, rewards, messages. */
  public void registration() {
    friendSteps.registration();
  }

  /** Step 6: orders and refunds. */
  public void orders() {
    orderSteps.orders();
  }

  /** Step 7: reviews. */
  public void reviews() {
    reviewSteps.reviews();
  }

  /** Step 8: books and events. */
  public void books() {
    bookSteps.books();
  }

  /** Step 9: a lucky draw. */
  public void draw() {
    drawSteps.draw();
  }

  /** All of it. */
  public void tell() {
    campaign();
    shop();
    link();
    landing();
    registration();
    orders();
    reviews();
    books();
    draw();
  }
}
