package io.goodword.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Kafka in a JVM of its own, so that it can be killed and comes back without the rest. */
final class BrokerProcess {

  private BrokerProcess() {}

  /** Arguments: folder of the log, port, controller port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // at its usual level Kafka writes a thousand lines to say that it is well
    Logger.getLogger("").setLevel(Level.WARNING);
    Broker broker =
        Broker.start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    new CountDownLatch(1).await();
  }
}
