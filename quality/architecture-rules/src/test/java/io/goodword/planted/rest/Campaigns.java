package io.goodword.planted.rest;

import jakarta.ws.rs.NotFoundException;

class Campaigns {
  String find(String id) {
    throw new NotFoundException(id);
  }
}
