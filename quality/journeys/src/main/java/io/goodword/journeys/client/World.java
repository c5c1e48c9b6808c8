package io.goodword.journeys.client;

import java.net.URI;
import java.util.UUID;

/**
 * One run against one suite: its addresses, a client, tokens, and a mark that makes every id of the
 * run new.
 *
 * @param addresses where the suite is
 * @param http client
 * @param tokens tokens of its issuer
 * @param run 8 letters and digits
 */
public record World(Addresses addresses, Http http, Tokens tokens, String run) {

  /** A new run. */
  public static World at(Addresses addresses) {
    var http = new Http();
    return new World(
        addresses,
        http,
        new Tokens(http, addresses.issuer()),
        UUID.randomUUID().toString().substring(0, 8));
  }

  /** An id that no other run uses. */
  public String id(String what) {
    return what + "-" + run;
  }

  /** A customer whom the issuer knows as a customer, new in this run. */
  public String customer(String name) {
    return "customer-" + name + "-" + run;
  }

  /** An id that is used once. */
  public static String fresh(String what) {
    return what + "-" + UUID.randomUUID();
  }

  /** Sends as a person. */
  public Reply send(String user, Call call) {
    return http.send(call.as(tokens.of(user)));
  }

  /** Sends as the shop's system. */
  public Reply sendAsShop(Call call) {
    return http.send(call.as(tokens.ofShop()));
  }

  /** Sends as nobody. */
  public Reply sendAsStranger(Call call) {
    return http.send(call);
  }

  /** Reads as a person. */
  public Reply get(String user, URI base, String path) {
    return send(user, Call.get(base, path));
  }
}
