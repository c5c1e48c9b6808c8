package io.goodword.contracts.planted;

import jakarta.ws.rs.Path;

@Path("/facts")
record Fact(String id) {}
