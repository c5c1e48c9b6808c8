package io.goodword.stack.testing;

import io.goodword.stack.Broker;
import io.goodword.stack.Folders;
import io.goodword.stack.Inbox;
import io.goodword.stack.MailSink;
import io.goodword.stack.Ports;
import io.goodword.stack.Postgres;
import io.goodword.stack.SmsCentre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * PostgreSQL, Kafka and the sinks of one test JVM, in a process of their own: Quarkus throws away
 * its class loaders between tests, and a broker inside would lose the classes it has not used yet.
 * Ends when its parent does.
 */
final class TestStackProcess {

  private TestStackProcess() {}

  static final String ADDRESSES = "addresses.properties";

  /** The one argument is a folder for everything it keeps, the file of addresses included. */
  public static void main(String[] arguments) throws IOException {
    var open = Collections.synchronizedList(new ArrayList<AutoCloseable>());
    Path folder = Path.of(arguments[0]);
    open.add(() -> Folders.delete(folder));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(open)));
    try {
      publish(start(folder, open), folder.resolve(ADDRESSES));
      while (System.in.read() >= 0) {
        // the parent says nothing: the end of the stream is its end
      }
    } finally {
      System.exit(0);
    }
  }

  private static Properties start(Path folder, List<AutoCloseable> open) throws IOException {
    var addresses = new Properties();
    String postgres = System.getProperty(TestStack.GIVEN_POSTGRES, "");
    if (postgres.isEmpty()) {
      var server = Postgres.temporary();
      open.add(server);
      postgres = server.url();
    }
    String kafka = System.getProperty(TestStack.GIVEN_KAFKA, "");
    if (kafka.isEmpty()) {
      var broker = Broker.temporary();
      open.add(broker);
      kafka = broker.bootstrap();
    } else {
      Broker.createTopics(kafka);
    }
    List<Integer> ports = Ports.free(3);
    var mails = MailSink.start(folder.resolve("mails"), ports.get(0), Clock.systemUTC());
    var smses = SmsCentre.start(folder.resolve("sms.jsonl"), ports.get(1), Clock.systemUTC());
    var inbox = Inbox.start(ports.get(2), mails, smses);
    open.addAll(List.of(mails, smses, inbox));
    addresses.setProperty(TestStack.POSTGRES, postgres);
    addresses.setProperty(TestStack.KAFKA, kafka);
    addresses.setProperty(TestStack.SMTP, Integer.toString(mails.port()));
    addresses.setProperty(TestStack.SMPP, Integer.toString(smses.port()));
    addresses.setProperty(TestStack.INBOX, inbox.url());
    return addresses;
  }

  private static void publish(Properties addresses, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (var writer = Files.newBufferedWriter(draft)) {
      addresses.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void close(List<AutoCloseable> open) {
    for (AutoCloseable part : List.copyOf(open).reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("Could not stop " + part + ": " + e);
      }
    }
  }
}
