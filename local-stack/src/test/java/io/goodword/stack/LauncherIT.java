package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, without the services: start, twice, kill, heal, stop, keep, wipe. */
class LauncherIT {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> launchers = new ArrayList<>();
  private int runs;

  @BeforeEach
  void choosePorts() {
    List<Integer> ports = Ports.free(Part.values().length);
    for (Part part : Part.values()) {
      environment.put(part.portVariable(), ports.get(part.ordinal()).toString());
    }
    environment.put("GOODWORD_HOME", folder.resolve("home").toString());
    environment.put("GOODWORD_SERVICES", "none");
  }

  @AfterEach
  void nothingStays() throws Exception {
    run("down");
    launchers.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldHealKeepAndWipeAcrossItsWholeLife() throws Exception {
    Run first = up();
    assertThat(first.output()).contains("username=mei", "client shop, secret shop-secret");
    execute("create table kept (id int)");

    // twice
    Run second = run("up");
    assertThat(second.code()).isZero();
    assertThat(second.output()).contains("Goodword is running already", "username=mei");

    // killed: the children stay behind, the next start stops them
    first.process().destroyForcibly().waitFor();
    Run healed = up();
    assertThat(healed.output()).contains("left 2 processes behind");
    execute("insert into kept values (1)");

    // one part killed: it comes back
    ProcessHandle postgres = child("postgres");
    postgres.destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(healed.output()).contains("postgres is back"));
    execute("insert into kept values (2)");

    // stopped from elsewhere, with nothing left; how fast is for the benchmark to say
    List<ProcessHandle> children = List.of(child("postgres"), child("kafka"));
    healed.process().destroy();
    assertThat(healed.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(run("status").code()).isEqualTo(1);

    assertThat(run("down", "--wipe").code()).isZero();
    assertThat(folder.resolve("home/data")).doesNotExist();
  }

  @Test
  void shouldNameThePortItsUserAndTheVariableWhenAPortIsTaken() throws Exception {
    int port = Integer.parseInt(environment.get("GOODWORD_PORT_SMTP"));
    try (var _ = new ServerSocket(port)) {
      Run refused = run("up");

      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.output())
          .contains("Port %d is taken, and the mail sink wants it".formatted(port))
          .contains("GOODWORD_PORT_SMTP");
    }
  }

  @Test
  void shouldSayWhatToBuildWhenAServiceIsMissing() throws Exception {
    environment.put("GOODWORD_SERVICES", "reward");

    Run refused = run("up");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).contains("reward-service is not built", "mvn -pl reward-service");
    assertThat(Ports.answers(Integer.parseInt(environment.get("GOODWORD_PORT_POSTGRES"))))
        .isFalse();
  }

  private ProcessHandle child(String name) {
    var file = new RunFile(folder.resolve("home"));
    return Optional.ofNullable(file.read().get(name)).flatMap(file::alive).orElseThrow();
  }

  private void execute(String sql) throws Exception {
    String url =
        "jdbc:postgresql://127.0.0.1:%s/reward"
            .formatted(environment.get("GOODWORD_PORT_POSTGRES"));
    try (var connection = DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Run up() throws IOException {
    Run run = start("up");
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> run.output().contains("Goodword is up") || !run.process().isAlive());
    assertThat(run.process().isAlive()).as(run.output()).isTrue();
    return run;
  }

  private Run run(String... arguments) throws Exception {
    Run run = start(arguments);
    assertThat(run.process().waitFor(120, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private Run start(String... arguments) throws IOException {
    Path output = folder.resolve("run-%d.txt".formatted(runs++));
    var command =
        new ArrayList<>(
            List.of(
                Children.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx320m",
                "-Dgoodword.checkout=" + folder,
                "-Dgoodword.home=" + environment.get("GOODWORD_HOME"),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    launchers.add(process);
    return new Run(process, output);
  }

  private record Run(Process process, Path file) {

    int code() {
      return process.exitValue();
    }

    String output() throws IOException {
      return Files.readString(file);
    }
  }
}
