package io.goodword.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The running whole: sinks and issuer in this JVM, PostgreSQL, Kafka and the services as children.
 */
final class Stack implements Child.Listener {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final int REPORT_SECONDS = 5;

  /** Services get the longer part of the five seconds in which all must be gone. */
  private static final Duration SERVICES_END = Duration.ofMillis(2_800);

  private static final Duration INFRASTRUCTURE_END = Duration.ofMillis(1_300);

  private final LocalSettings settings;
  private final RunFile runFile;
  private final Progress progress;
  private final List<AutoCloseable> inProcess = new ArrayList<>();
  private final List<Child> infrastructure = new ArrayList<>();
  private final List<Child> services = new ArrayList<>();
  private boolean stopped;

  Stack(LocalSettings settings, RunFile runFile, Progress progress) {
    this.settings = settings;
    this.runFile = runFile;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws Refusal when a part does not come up, with its last log lines
   */
  void start(boolean keycloak) throws IOException {
    var parts = new Infrastructure(settings);
    if (settings.postgres().isEmpty()) {
      add(infrastructure, parts.postgres());
    }
    if (settings.kafka().isEmpty()) {
      add(infrastructure, parts.kafka());
    }
    if (keycloak) {
      add(infrastructure, new Keycloak(settings, progress).plan());
    } else if (settings.oidc().isEmpty()) {
      open(Issuer.start(settings.port(Part.OIDC)));
      progress.say("oidc issuer ready");
    }
    Path kept = settings.home().resolve("inbox");
    MailSink mails =
        open(MailSink.start(kept.resolve("mails"), settings.port(Part.SMTP), Clock.systemUTC()));
    SmsCentre smses =
        open(
            SmsCentre.start(
                kept.resolve("sms.jsonl"), settings.port(Part.SMPP), Clock.systemUTC()));
    open(Inbox.start(settings.port(Part.INBOX), mails, smses));
    progress.say("mail sink, SMS centre and inbox ready");
    awaitReady(infrastructure);
    parts.makeDatabases();
    settings.kafka().ifPresent(parts::makeTopics);
    settings.oidc().ifPresent(Stack::requireIssuer);
    var plans = new ServicePlans(settings);
    for (Part service : settings.services()) {
      add(services, plans.of(service));
    }
    awaitReady(services);
  }

  private void add(List<Child> group, Child.Plan plan) {
    synchronized (this) {
      // Ctrl-C may come in the middle of the start
      if (stopped) {
        throw new Refusal("Stopped while starting.");
      }
      group.add(new Child(plan, this).start());
    }
  }

  private <T extends AutoCloseable> T open(T part) {
    synchronized (this) {
      inProcess.add(part);
    }
    return part;
  }

  private static void requireIssuer(String issuer) {
    try (var http = HttpClient.newHttpClient()) {
      if (!ServicePlans.answers(http, issuer + "/.well-known/openid-configuration")) {
        throw new Refusal(
            "GOODWORD_OIDC %s does not answer at /.well-known/openid-configuration"
                .formatted(issuer));
      }
    }
  }

  private void awaitReady(List<Child> children) {
    children.forEach(
        child ->
            child
                .firstReady()
                .thenAccept(
                    took ->
                        progress.say(
                            "%s ready (%.1f s)".formatted(child.name(), took.toMillis() / 1e3))));
    var all =
        CompletableFuture.allOf(
            children.stream().map(Child::firstReady).toArray(CompletableFuture<?>[]::new));
    // one that is given up ends the wait for the others
    var failure = new CompletableFuture<Void>();
    children.forEach(
        child ->
            child
                .firstReady()
                .exceptionally(
                    reason -> {
                      failure.completeExceptionally(reason);
                      return Duration.ZERO;
                    }));
    var outcome = CompletableFuture.anyOf(all, failure);
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        outcome.get(REPORT_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        String late =
            children.stream()
                .filter(child -> !child.firstReady().isDone())
                .map(Child::name)
                .collect(Collectors.joining(", "));
        if (System.nanoTime() > deadline) {
          throw new Refusal(
              "Not ready after %d minutes: %s; their logs are in %s"
                  .formatted(START_LIMIT.toMinutes(), late, settings.home().resolve("logs")));
        }
        progress.say("waiting for " + late);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Refusal refusal
            ? refusal
            : new CompletionException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Refusal("Interrupted while starting.");
      }
    }
  }

  @Override
  public void started(String name, ProcessHandle process) {
    try {
      runFile.put(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void said(String line) {
    progress.say(line);
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Stops everything within five seconds: first the services, then what they stand on. */
  void stop() {
    List<Child> all = new ArrayList<>();
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      all.addAll(services);
      all.addAll(infrastructure);
    }
    services.forEach(Child::requestStop);
    awaitEnd(services, SERVICES_END);
    infrastructure.forEach(Child::requestStop);
    for (AutoCloseable part : inProcess.reversed()) {
      // a server that closes slowly must not eat the time of the children
      Thread.ofPlatform().daemon().start(() -> close(part));
    }
    awaitEnd(infrastructure, INFRASTRUCTURE_END);
    awaitEnd(all, Duration.ZERO);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // the process ends anyway and takes its sockets with it
    }
  }

  private static void awaitEnd(List<Child> children, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    children.forEach(child -> child.awaitEnd(deadline));
  }
}
