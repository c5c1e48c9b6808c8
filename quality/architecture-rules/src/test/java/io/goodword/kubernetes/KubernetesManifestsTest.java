package io.goodword.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered manifests are valid and obey our rules; each rule finds its planted violation. */
class KubernetesManifestsTest {

  private static final Path DEV = Path.of("..", "..", "k8s", "overlays", "dev");
  private static String dev = "";

  /** A change to good manifests, and the sentence that it must cause. */
  record Planted(String from, String to, String finding) {}

  @BeforeAll
  static void render() throws InterruptedException {
    dev = Manifests.render(DEV);
  }

  @Test
  void shouldKnowEveryFieldAndKindWhenOverlayIsRendered() {
    Manifests manifests = Manifests.read(dev);
    assertThat(manifests.of(Deployment.class))
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsExactlyInAnyOrder(
            "referral-service", "review-service", "reward-service", "notification-service");
    assertThat(manifests.unknown()).isEmpty();
    assertThat(dev).doesNotContain(".example:").doesNotContain("=mail.example");
  }

  @Test
  void shouldObeyOurRulesWhenOverlayIsRendered() {
    assertThat(ManifestPolicy.violations(Manifests.read(dev))).isEmpty();
  }

  @Test
  void shouldObeyOurRulesWhenAllComponentsAreAdded() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "all-components"));
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: goodword
        resources: [../../../../k8s/base]
        components:
          - ../../../../k8s/components/ingress
          - ../../../../k8s/components/servicemonitor
          - ../../../../k8s/components/keda
        """);
    Manifests manifests = Manifests.read(Manifests.render(folder));
    assertThat(manifests.unknown()).isEmpty();
    assertThat(ManifestPolicy.violations(manifests)).isEmpty();
    assertThat(manifests.resources())
        .extracting(resource -> resource.getKind() + "/" + resource.getMetadata().getName())
        .contains("Ingress/goodword", "ServiceMonitor/goodword", "ScaledObject/reward-service")
        .contains("HorizontalPodAutoscaler/referral-service")
        .doesNotContain("HorizontalPodAutoscaler/reward-service");
  }

  static Stream<Planted> unknown() {
    return Stream.of(
        new Planted("periodSeconds: 2\n", "periodSecond: 2\n", "there is no field periodSecond"),
        new Planted("runAsNonRoot: true", "runAsNonRooted: true", "no field runAsNonRooted"),
        new Planted("maxReplicas:", "maximumReplicas:", "there is no field maximumReplicas"),
        new Planted(
            "apiVersion: apps/v1\nkind: Deployment",
            "apiVersion: extensions/v1beta1\nkind: Deployed",
            "there is no such kind in extensions/v1beta1"),
        new Planted(
            "kind: PodDisruptionBudget", "kind: PodDisruption", "no such kind in policy/v1"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void shouldFindUnknownWhenPlanted(Planted planted) {
    assertThat(Manifests.read(plant(planted)).unknown())
        .anySatisfy(finding -> assertThat(finding).contains(planted.finding()));
  }

  static Stream<Planted> broken() {
    String account = "serviceAccountName: reward-service";
    return Stream.of(
        new Planted("runAsNonRoot: true", "runAsNonRoot: false", "may run as root"),
        new Planted("type: RuntimeDefault", "type: Unconfined", "no seccomp profile"),
        new Planted(account, account + "\n      hostNetwork: true", "reaches into its host"),
        new Planted(
            "- emptyDir:\n          sizeLimit: 512Mi",
            "- hostPath:\n          path: /etc",
            "reaches into its host"),
        new Planted(
            "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "gain privileges"),
        new Planted("            - ALL", "            - KILL", "keeps capabilities"),
        new Planted(
            "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "write to its own"),
        new Planted(":0.1.0-dev", ":latest", "not pinned: goodword/"),
        new Planted(":0.1.0-dev", "", "not pinned: goodword/"),
        new Planted("path: /q/health/live", "path: /q/health", "no probe of /q/health/live"),
        new Planted("path: /q/health/ready", "path: /ready", "no probe of /q/health/ready"),
        new Planted("path: /q/health/started", "path: /", "no probe of /q/health/started"),
        new Planted(
            "path: /q/health/live\n            port: http",
            "path: /q/health/live\n            port: web",
            "no probe of /q/health/live on a port of its own"),
        new Planted("            memory: 640Mi", "            cpu: 1", "a limit of memory"),
        new Planted("            cpu: 250m\n", "", "lacks requests of cpu"),
        new Planted(
            "kind: PodDisruptionBudget\nmetadata:\n  labels:\n    app.kubernetes.io/part-of: goodword\n  name: reward-service\n  namespace: goodword-dev\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: reward-service",
            "kind: PodDisruptionBudget\nmetadata:\n  name: reward-service\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: rewards",
            "reward-service has no PodDisruptionBudget"),
        new Planted(
            "topologySpreadConstraints:\n      - labelSelector:\n          matchLabels:\n            app.kubernetes.io/name: reward-service\n        maxSkew: 1\n        topologyKey: kubernetes.io/hostname\n        whenUnsatisfiable: ScheduleAnyway\n      - labelSelector:\n          matchLabels:\n            app.kubernetes.io/name: reward-service",
            "topologySpreadConstraints:\n      - labelSelector:\n          matchLabels:\n            app.kubernetes.io/name: rewards",
            "reward-service has no topology spread of its own pods"),
        new Planted(
            "  podSelector: {}\n", "  podSelector: {matchLabels: {a: b}}\n", "open by default"),
        new Planted(
            "  podSelector:\n    matchLabels:\n      app.kubernetes.io/part-of: goodword",
            "  podSelector:\n    matchLabels:\n      app.kubernetes.io/part-of: another",
            "reward-service is opened by no NetworkPolicy"),
        new Planted(
            "    matchLabels:\n      app.kubernetes.io/name: reward-service\n  strategy",
            "    matchLabels:\n      app.kubernetes.io/name: rewards\n  strategy",
            "reward-service selects other pods"),
        new Planted(
            "  selector:\n    app.kubernetes.io/name: reward-service",
            "  selector:\n    app.kubernetes.io/name: rewards",
            "Service reward-service leads to 0 deployments"),
        new Planted(
            "targetPort: http", "targetPort: 9999", "leads to a port that no container opens"),
        new Planted(
            "terminationGracePeriodSeconds: 45",
            "terminationGracePeriodSeconds: 20",
            "is killed before it can stop (terminationGracePeriodSeconds 20)"),
        new Planted(account, "serviceAccountName: root", "names no service account of ours"),
        new Planted(
            "      automountServiceAccountToken: false", "", "mounts a service account token"),
        new Planted("enableServiceLinks: false", "enableServiceLinks: true", "takes service links"),
        new Planted("name: goodword-shared-", "name: forgotten-", "reads no ConfigMap forgotten-"),
        new Planted(
            "- name: GOODWORD_TOKENS_SECRET\n          valueFrom:\n            secretKeyRef:\n              key: secret\n              name: goodword-tokens",
            "- name: GOODWORD_TOKENS_SECRET\n          value: hush",
            "has GOODWORD_TOKENS_SECRET written out"),
        new Planted(
            "    kind: Deployment\n    name: reward-service",
            "    kind: Deployment\n    name: rewards",
            "HorizontalPodAutoscaler reward-service scales nothing"),
        new Planted(
            "apiVersion: v1\nkind: Namespace",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: leaked\n---\napiVersion: v1\nkind: Namespace",
            "Secret leaked is committed"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void shouldFindViolationWhenPlanted(Planted planted) {
    Manifests manifests = Manifests.read(plant(planted));
    List<String> findings = ManifestPolicy.violations(manifests);
    assertThat(findings).anySatisfy(finding -> assertThat(finding).contains(planted.finding()));
  }

  private static String plant(Planted planted) {
    assertThat(dev).contains(planted.from());
    // a ConfigMap keeps its name, only the reference is changed
    return planted.from().startsWith("name: goodword-shared-")
        ? dev.replace(
            "configMapRef:\n            " + planted.from(),
            "configMapRef:\n            " + planted.to())
        : dev.replace(planted.from(), planted.to());
  }
}
