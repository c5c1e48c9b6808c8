package io.goodword.journeys.story;

import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Moderator;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.time.Duration;
import java.util.List;

/** Who is in the story and what has become known in it so far. */
final class Plot {

  static final String REWARD_TOPIC = "goodword.reward";
  static final Duration HOLDING = Pace.of(3);
  static final String ENGLISH = "en";
  static final String SIMPLIFIED = "zh-CN";
  static final String TRADITIONAL = "zh-TW";

  final World world;
  final Narrator narrator;
  final Shop shop;
  final Marketer mei;
  final Finance fei;
  final Moderator mo;
  final Letters letters;
  final Topics topics;
  final Customer alice;
  final Customer bob;
  final Customer carol;
  final Customer dave;
  final Customer erin;

  /** Where the reward events of this run begin. */
  final Topics.Mark beginning;

  /** The friend's coupon, an asset of its own. */
  final String coupon;

  /** What is sold, delivered and reviewed. */
  final String product;

  String campaign = "";
  String linkId = "";
  String code = "";
  String couponCode = "";
  String shortUrl = "";
  String bobToken = "";
  String bobReferral = "";
  String carolReferral = "";
  String programme = "";

  Plot(World world, Narrator narrator) {
    this.world = world;
    this.narrator = narrator;
    shop = new Shop(world);
    mei = new Marketer(world);
    fei = new Finance(world);
    mo = new Moderator(world);
    letters = new Letters(world);
    topics = new Topics(world.addresses().kafka());
    beginning = topics.end(List.of(REWARD_TOPIC));
    alice = new Customer(world, world.customer("alice"));
    bob = new Customer(world, world.customer("bob"));
    carol = new Customer(world, world.customer("carol"));
    dave = new Customer(world, world.customer("dave"));
    erin = new Customer(world, world.customer("erin"));
    coupon = "COUPON:TEA" + world.run().toUpperCase(java.util.Locale.ROOT);
    product = world.id("tea");
  }

  String email(String name) {
    return name + "-" + world.run() + "@example.com";
  }

  /** A Taiwanese mobile number of this run; not every number behind 9 is one, all behind 91 are. */
  String carolsPhone() {
    return "+88691" + "%07d".formatted(Math.floorMod(world.run().hashCode(), 10_000_000));
  }
}
