package io.goodword.referral.link;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The hot path: a code that is remembered is answered before the request reaches the layer of
 * resources, which costs more than the answer. Everything else goes on to {@link RedirectResource}.
 */
@Singleton
class RedirectRoute {

  private static final int FOUND = 302;

  private final KnownLinks links;
  private final Redirects redirects;

  RedirectRoute(KnownLinks links, Redirects redirects) {
    this.links = links;
    this.redirects = redirects;
  }

  void register(@Observes Router router) {
    router.get("/r/:code").handler(this::open);
  }

  private void open(RoutingContext context) {
    Optional<LinkRef> link = links.remembered(context.pathParam("code"));
    if (link.isEmpty()) {
      context.next();
      return;
    }
    String via = context.request().query() == null ? null : context.request().getParam("via");
    String landing = redirects.landing(link.get(), via, Visit.of(context.request()));
    HttpServerResponse response = context.response().setStatusCode(FOUND);
    RedirectResource.HEADERS.forEach(response::putHeader);
    response.putHeader("Location", landing).end();
  }
}
