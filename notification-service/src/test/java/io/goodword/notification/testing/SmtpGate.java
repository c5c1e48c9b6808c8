package io.goodword.notification.testing;

import static org.awaitility.Awaitility.await;

import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The test stack, and a gate between the service and its mail sink: open, closed (connections are
 * refused), or forgetful (mails arrive, the answers to them do not). Its state is in system
 * properties, because Quarkus loads this class more than once.
 */
public final class SmtpGate implements QuarkusTestResourceLifecycleManager {

  private static final String WANTED = "goodword.test.gate.wanted";
  private static final String ACTUAL = "goodword.test.gate.actual";
  private static final String SINK = "goodword.test.running.smtp";

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** Lets mails and answers pass. */
  public static void open() {
    become("open");
  }

  /** Refuses connections and ends those there are. */
  public static void close() {
    become("closed");
  }

  /** Lets mails pass and drops the connection before the answer. */
  public static void forget() {
    become("forgetful");
  }

  private static void become(String state) {
    System.setProperty(WANTED, state);
    await().atMost(Shop.PATIENCE).until(() -> state.equals(System.getProperty(ACTUAL)));
  }

  @Override
  public Map<String, String> start() {
    TestStack stack = new TestStack();
    stack.init(Map.of("database", "notification"));
    Map<String, String> settings = new HashMap<>(stack.start());
    try {
      ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      int port = first.getLocalPort();
      System.setProperty(WANTED, "open");
      Thread.ofPlatform().daemon().name("smtp-gate").start(() -> run(first, port));
      settings.put("quarkus.mailer.host", "127.0.0.1");
      settings.put("quarkus.mailer.port", Integer.toString(port));
      return settings;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void run(ServerSocket first, int port) {
    ServerSocket server = first;
    String state = "";
    while (!stopped) {
      String wanted = System.getProperty(WANTED);
      try {
        if (!wanted.equals(state)) {
          open.forEach(SmtpGate::end);
          if (wanted.equals("closed")) {
            server.close();
          } else if (server.isClosed()) {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
          }
          state = wanted;
          System.setProperty(ACTUAL, state);
        }
        if (server.isClosed()) {
          LockSupport.parkNanos(LOOK.toNanos());
        } else {
          server.setSoTimeout((int) LOOK.toMillis());
          join(server.accept(), state.equals("forgetful"));
        }
      } catch (SocketTimeoutException nobodyCame) {
        // time to look whether another state is wanted
      } catch (IOException e) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  private void join(Socket client, boolean forgetful) throws IOException {
    Socket sink = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(SINK));
    client.setTcpNoDelay(true);
    sink.setTcpNoDelay(true);
    open.add(client);
    open.add(sink);
    Thread.ofVirtual().start(() -> pump(sink, client, false));
    Thread.ofVirtual().start(() -> pump(client, sink, forgetful));
  }

  private void pump(Socket from, Socket to, boolean forgetful) {
    StringBuilder tail = new StringBuilder();
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8_192];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (forgetful) {
          tail.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
          if (tail.indexOf("\r\n.\r\n") >= 0) {
            end(from);
          }
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // the other side has gone
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone in any case
    }
  }
}
