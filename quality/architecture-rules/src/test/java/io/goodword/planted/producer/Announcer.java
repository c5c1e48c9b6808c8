package io.goodword.planted.producer;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

class Announcer {
  void announce(Producer<String, String> producer) {
    producer.send(new ProducerRecord<>("goodword.reward", "granted"));
  }
}
