package io.goodword.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/**
 * A short message service centre (SMPP 3.4) that accepts every message, sends none on, answers with
 * delivery receipts when asked and keeps what it got as lines of JSON.
 */
public final class SmsCentre implements AutoCloseable {

  /** What a client binds with; only this machine can reach the port. */
  public static final String SYSTEM_ID = "goodword";

  /** SMPP 3.4 allows 8 characters. */
  public static final String PASSWORD = "goodword";

  private static final int BIND_LIMIT_MILLIS = 5_000;

  private final SMPPServerSessionListener listener;
  private final int port;
  private final Path file;
  private final MessageIds ids;
  private final SmsReceipts receipts = new SmsReceipts();
  private final Arrivals arrivals = new Arrivals();
  private final AtomicLong numbers = new AtomicLong();
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final Map<String, TreeMap<Integer, byte[]>> incomplete = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private SmsCentre(Path file, int port, Clock clock) throws IOException {
    this.file = file;
    this.port = port;
    this.ids = new MessageIds(clock);
    this.listener = new SMPPServerSessionListener(port);
    listener.setPduProcessorDegree(4);
    listener.setQueueCapacity(1_000);
    listener.setMessageReceiverListener(new SmsReception(this::submitted));
  }

  /**
   * Starts the centre.
   *
   * @param file where messages are kept, one JSON object a line; those already in it are read again
   * @param port 1 to 65535
   */
  public static SmsCentre start(Path file, int port, Clock clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var centre = new SmsCentre(file, port, clock);
    centre.readKept();
    Thread.ofPlatform().daemon().name("smsc-accept").start(centre::accept);
    return centre;
  }

  private void readKept() throws IOException {
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(this::readKept);
      }
    }
  }

  private void readKept(String line) {
    try {
      arrivals.add(Json.MAPPER.readValue(line, Message.class));
    } catch (IOException e) {
      System.err.println(
          "Inbox: a line of " + file.getFileName() + " is not readable, it is left out");
    }
  }

  private void accept() {
    while (!closed) {
      try {
        SMPPServerSession session = listener.accept();
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException e) {
        if (!closed) {
          System.err.println("SMS centre: a connection failed: " + e.getMessage());
        }
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BIND_LIMIT_MILLIS);
      if (SYSTEM_ID.equals(request.getSystemId()) && PASSWORD.equals(request.getPassword())) {
        session.addSessionStateListener(
            (state, before, source) -> {
              if (state == SessionState.CLOSED || state == SessionState.UNBOUND) {
                sessions.remove(session);
              }
            });
        sessions.add(session);
        receipts.bound(session, request.getBindType() != BindType.BIND_TX);
        request.accept(SYSTEM_ID, InterfaceVersion.IF_34);
      } else {
        request.reject(
            SYSTEM_ID.equals(request.getSystemId())
                ? SMPPConstant.STAT_ESME_RINVPASWD
                : SMPPConstant.STAT_ESME_RINVSYSID);
      }
    } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
      // a client that leaves before it is bound takes nothing with it
      session.close();
    }
  }

  private SubmitSmResult submitted(SubmitSm submit, SMPPServerSession session)
      throws ProcessRequestException {
    try {
      SmsSegment segment = SmsSegment.of(submit);
      assembled(submit, segment).ifPresent(octets -> keep(submit, octets, segment.parts()));
      String number = "%010d".formatted(numbers.incrementAndGet());
      if ((submit.getRegisteredDelivery() & 0x03) == 1) {
        receipts.delivered(session, submit, number);
      }
      return new SubmitSmResult(new MessageId(number), new OptionalParameter[0]);
    } catch (PDUStringException | java.io.UncheckedIOException e) {
      throw new ProcessRequestException(
          "Could not keep the message", SMPPConstant.STAT_ESME_RSYSERR, e);
    }
  }

  /** The octets of the whole message once its last part is here. */
  private Optional<byte[]> assembled(SubmitSm submit, SmsSegment segment) {
    if (segment.parts() <= 1) {
      return Optional.of(segment.octets());
    }
    String key =
        "%s>%s#%d/%d"
            .formatted(
                submit.getSourceAddr(),
                submit.getDestAddress(),
                segment.reference(),
                segment.parts());
    TreeMap<Integer, byte[]> parts = incomplete.computeIfAbsent(key, missing -> new TreeMap<>());
    synchronized (parts) {
      parts.put(segment.part(), segment.octets());
      if (parts.size() < segment.parts()) {
        return Optional.empty();
      }
      incomplete.remove(key);
      var whole = new ByteArrayOutputStream();
      parts.values().forEach(whole::writeBytes);
      return Optional.of(whole.toByteArray());
    }
  }

  private synchronized void keep(SubmitSm submit, byte[] octets, int parts) {
    String text = SmsText.of(submit.getDataCoding(), octets);
    Instant moment = ids.next();
    var message =
        new Message(
            MessageIds.of(moment),
            Message.SMS,
            submit.getDestAddress(),
            submit.getSourceAddr() == null ? "" : submit.getSourceAddr(),
            "",
            text,
            "",
            Links.in(text, ""),
            moment,
            Map.of(
                "parts", Integer.toString(parts),
                "data-coding", Integer.toString(submit.getDataCoding() & 0xff),
                "registered-delivery", Integer.toString(submit.getRegisteredDelivery() & 0xff)));
    try {
      Files.writeString(
          file,
          Json.MAPPER.writeValueAsString(message) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    arrivals.add(message);
  }

  /** What arrived, newest first. */
  public List<Message> messages() {
    return arrivals.all();
  }

  Optional<Message> find(String id) {
    return arrivals.find(id);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    closed = true;
    receipts.close();
    try {
      listener.close();
    } catch (IOException e) {
      // the port is given up in any case when the process ends
    }
    sessions.forEach(SMPPServerSession::close);
  }
}
