package io.goodword.planted.endpoint;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/v1/shares")
public class ShareResource {
  @GET
  String shares() {
    return "";
  }
}
