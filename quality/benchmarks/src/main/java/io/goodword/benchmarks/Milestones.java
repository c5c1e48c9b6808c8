package io.goodword.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * P4: milestones on the topic become rewards in the books. The service reads the topic with its
 * other consumers too, as it always does; what that costs is in the figures.
 */
final class Milestones implements AutoCloseable {

  /** Events of a poll are one transaction: inbox, terms, occasions, grants, limits and ledger. */
  static final String ROUND_TRIPS = "12";

  private static final String TOPIC = "goodword.referral";
  private static final double FIRST_GUESS = 1_000;
  private static final int FEWEST = 100;
  private static final long PLENTY = 1_000_000_000L;
  private static final Duration SPARE = Duration.ofSeconds(60);

  private final World world;
  private final Connection watcher;
  private final String campaign;
  private final KafkaProducer<String, byte[]> producer;
  private double perSecond = FIRST_GUESS;

  Milestones(World world, Connection watcher) {
    this.world = world;
    this.watcher = watcher;
    this.campaign = world.id("milestones");
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            world.addresses().kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            5);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    new Finance(world).fund(campaign, "POINTS", PLENTY, World.fresh("fund")).must(201);
    Instant now = Instant.now();
    new Topics(world.addresses().kafka())
        .publishEvent(
            TOPIC,
            World.fresh("terms"),
            "io.goodword.referral.campaign.started.v1",
            campaign,
            Json.write(
                Json.object(
                    "campaignId",
                    campaign,
                    "market",
                    "CN",
                    "termsVersion",
                    1,
                    "startsAt",
                    now.toString(),
                    "endsAt",
                    now.plus(Duration.ofDays(30)).toString(),
                    "rewards",
                    Json.array(
                        Json.object(
                            "ruleId",
                            "advocate",
                            "milestone",
                            "registered",
                            "beneficiary",
                            "advocate",
                            "asset",
                            "POINTS",
                            "amount",
                            1,
                            "holdingPeriod",
                            "PT0S")),
                    "occurredAt",
                    now.toString())));
  }

  /**
   * Publishes as many milestones as were paid in such a time before, as fast as the broker takes
   * them, and waits until all are paid.
   */
  Reference.Run consume(Duration time) throws IOException, SQLException {
    long events = Math.max(FEWEST, Math.round(perSecond * time.toMillis() / 1_000));
    long before = paid();
    long began = System.nanoTime();
    for (long i = 0; i < events; i++) {
      producer.send(milestone());
    }
    producer.flush();
    long deadline = began + time.multipliedBy(4).plus(SPARE).toNanos();
    while (paid() < before + events) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%d of %d milestones were paid in time".formatted(paid() - before, events));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    perSecond = events * 1e9 / (System.nanoTime() - began);
    return new Reference.Run(events, 0);
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<String, byte[]> milestone() {
    String referral = World.fresh("referral");
    JsonNode data =
        Json.object(
            "referralId",
            referral,
            "campaignId",
            campaign,
            "termsVersion",
            1,
            "milestone",
            "registered",
            "advocateId",
            "person-" + Math.floorMod(referral.hashCode(), 10_000) + "-" + world.run(),
            "friendId",
            "friend-of-" + referral,
            "occurredAt",
            Instant.now().toString());
    var wire =
        new ProducerRecord<String, byte[]>(
            TOPIC, null, referral, Json.write(data).getBytes(StandardCharsets.UTF_8));
    Topics.headersOf(World.fresh("event"), "io.goodword.referral.milestone.reached.v1", referral)
        .forEach((name, text) -> wire.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return wire;
  }

  /** Rewards paid so far: each is one entry of the budget. */
  private long paid() throws SQLException {
    try (PreparedStatement statement =
        watcher.prepareStatement(
            "select b.seq from balances b join accounts a on a.id = b.account_id"
                + " where a.class = 'budget' and a.owner = ? and a.asset = 'POINTS'")) {
      statement.setString(1, campaign);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
