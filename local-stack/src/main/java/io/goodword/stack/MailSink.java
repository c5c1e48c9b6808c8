package io.goodword.stack;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An SMTP server that accepts every message, sends none on and keeps what it got as {@code .eml}
 * files.
 */
public final class MailSink implements AutoCloseable {

  /** First line of a kept file: who it was delivered to, which the header fields need not tell. */
  private static final String DELIVERED_TO = "X-Goodword-Delivered-To: ";

  /** The two seconds that the server gives itself are too few on a loaded machine. */
  private static final long START_LIMIT_MILLIS = 60_000;

  private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{12}");

  private final GreenMail server;
  private final Path folder;
  private final MessageIds ids;
  private final Arrivals arrivals = new Arrivals();

  private MailSink(Path folder, int port, Clock clock) {
    this.folder = folder;
    this.ids = new MessageIds(clock);
    var setup = new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_LIMIT_MILLIS);
    this.server = new GreenMail(setup);
  }

  /**
   * Starts the server.
   *
   * @param folder where messages are kept; those already in it are read again
   * @param port 1 to 65535, on the loopback address
   */
  public static MailSink start(Path folder, int port, Clock clock) throws IOException {
    Files.createDirectories(folder);
    var sink = new MailSink(folder, port, clock);
    sink.readKept();
    sink.server.start();
    sink.server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, address) -> {
              sink.keep(message, address);
              return new Nobody(address.getEmail());
            });
    return sink;
  }

  private void readKept() throws IOException {
    List<Path> newest;
    try (Stream<Path> files = Files.list(folder)) {
      newest =
          files
              .filter(file -> file.getFileName().toString().endsWith(".eml"))
              .sorted(Comparator.reverseOrder())
              .limit(Arrivals.KEPT)
              .toList();
    }
    for (Path file : newest) {
      String id = file.getFileName().toString().replace(".eml", "");
      try {
        byte[] source = Files.readAllBytes(file);
        String first = new String(source, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        String to = first.startsWith(DELIVERED_TO) ? first.substring(DELIVERED_TO.length()) : "";
        arrivals.add(MimeReading.read(id, MessageIds.moment(id), to, source));
      } catch (MessagingException | IOException | DateTimeException e) {
        System.err.println(
            "Inbox: " + file.getFileName() + " is not readable, it is left out: " + e);
      }
    }
  }

  private void keep(MovingMessage moving, MailAddress address) throws MessagingException {
    Instant moment = ids.next();
    String id = MessageIds.of(moment);
    try {
      var source = new ByteArrayOutputStream();
      source.write((DELIVERED_TO + address.getEmail() + "\r\n").getBytes(StandardCharsets.UTF_8));
      moving.getMessage().writeTo(source);
      Files.write(folder.resolve(id + ".eml"), source.toByteArray());
      arrivals.add(MimeReading.read(id, moment, address.getEmail(), source.toByteArray()));
    } catch (IOException e) {
      // the client hears 4xx/5xx instead of losing the message
      throw new MessagingException("Could not keep the message", e);
    }
  }

  /** What arrived, newest first. */
  public List<Message> messages() {
    return arrivals.all();
  }

  Optional<Message> find(String id) {
    return arrivals.find(id);
  }

  /** The message as it came over the wire, after one line that tells the recipient. */
  public Optional<String> source(String id) throws IOException {
    Path file = folder.resolve(id + ".eml");
    return ID.matcher(id).matches() && Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** GreenMail wants a mailbox to put the message in as well; we have kept it already. */
  private record Nobody(String email) implements GreenMailUser {

    @Override
    public String getEmail() {
      return email;
    }

    @Override
    public String getLogin() {
      return email;
    }

    @Override
    public String getPassword() {
      return "";
    }

    @Override
    public String getQualifiedMailboxName() {
      return email;
    }

    @Override
    public void deliver(MovingMessage message) {}

    @Override
    public void deliver(MimeMessage message) {}

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public void setPassword(String password) {}

    @Override
    public void authenticate(String password) {}
  }
}
