package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an outsider writes who has read no more than the guide of lucky draws: computes a draw again
 * from its public evidence.
 */
final class DrawCheck {

  private static final HexFormat HEX = HexFormat.of();

  private DrawCheck() {}

  /** SHA-256 of the opened seed, which must be what was published before the first ticket. */
  static String commitment(JsonNode evidence) {
    return HEX.formatHex(sha256(HEX.parseHex(evidence.path("seed").asText())));
  }

  /** The root of the tree over the tickets, as in RFC 6962, section 2.1. */
  static String ticketsHash(JsonNode evidence) {
    var leaves = new ArrayList<byte[]>();
    for (JsonNode ticket : evidence.path("tickets")) {
      leaves.add(sha256(new byte[] {0}, utf8(id(ticket) + "|" + ticket.path("holder").asText())));
    }
    return HEX.formatHex(leaves.isEmpty() ? sha256() : root(leaves));
  }

  /** Tickets that win a prize, first prize first, where a person wins at most once. */
  static List<String> winners(JsonNode evidence, int prizes) {
    byte[] seed = HEX.parseHex(evidence.path("seed").asText());
    byte[] key = hmac(seed, HEX.parseHex(evidence.path("ticketsHash").asText()));
    var byScore = new TreeMap<String, JsonNode>();
    for (JsonNode ticket : evidence.path("tickets")) {
      byte[] score = hmac(key, utf8(evidence.path("draw").asText() + "|" + id(ticket)));
      byScore.put(HEX.formatHex(score), ticket);
    }
    var served = new ArrayList<String>();
    var winners = new ArrayList<String>();
    for (JsonNode ticket : byScore.values()) {
      String holder = ticket.path("holder").asText();
      if (winners.size() < prizes && !served.contains(holder)) {
        served.add(holder);
        winners.add(id(ticket));
      }
    }
    return winners;
  }

  private static String id(JsonNode ticket) {
    return ticket.path("ticket").asText();
  }

  private static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return sha256(
        new byte[] {1}, root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
