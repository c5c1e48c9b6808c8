package io.goodword.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our rules for manifests; each finding is one sentence that names the resource. */
final class ManifestPolicy {

  private static final Pattern PINNED =
      Pattern.compile("[^:@]+(:[0-9]+/[^:@]+)?(:(?!latest$)[\\w.-]+|@sha256:[0-9a-f]{64})");

  /** Seconds that a service needs from SIGTERM: requests, then worker threads, then closing. */
  private static final int SHUTDOWN_SECONDS = 8 + 3 + 5;

  private final Manifests manifests;
  private final List<String> found = new ArrayList<>();

  private ManifestPolicy(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> violations(Manifests manifests) {
    ManifestPolicy policy = new ManifestPolicy(manifests);
    manifests.of(Deployment.class).forEach(policy::deployment);
    manifests.of(Service.class).forEach(policy::service);
    manifests.of(HorizontalPodAutoscaler.class).forEach(policy::autoscaler);
    manifests
        .of(Secret.class)
        .forEach(secret -> policy.add("Secret", secret.getMetadata().getName(), "is committed"));
    policy.closedByDefault();
    return policy.found;
  }

  private void deployment(Deployment deployment) {
    String name = deployment.getMetadata().getName();
    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    Map<String, String> labels = labels(deployment);
    check(selects(deployment.getSpec().getSelector(), labels), name, "selects other pods");
    pod(name, pod);
    for (Container container : pod.getContainers()) {
      container(name + "/" + container.getName(), container);
      probes(name + "/" + container.getName(), container);
    }
    pod.getInitContainers()
        .forEach(container -> container(name + "/" + container.getName(), container));
    check(
        manifests.of(PodDisruptionBudget.class).stream()
            .anyMatch(budget -> selects(budget.getSpec().getSelector(), labels)),
        name,
        "has no PodDisruptionBudget");
    check(
        pod.getTopologySpreadConstraints().stream()
            .anyMatch(spread -> selects(spread.getLabelSelector(), labels)),
        name,
        "has no topology spread of its own pods");
    check(
        manifests.of(NetworkPolicy.class).stream()
            .filter(policy -> !isEmpty(policy.getSpec().getPodSelector()))
            .anyMatch(policy -> selects(policy.getSpec().getPodSelector(), labels)),
        name,
        "is opened by no NetworkPolicy");
  }

  private void pod(String name, PodSpec pod) {
    var security = pod.getSecurityContext();
    check(
        security != null && Boolean.TRUE.equals(security.getRunAsNonRoot()),
        name,
        "may run as root (runAsNonRoot)");
    check(
        security != null
            && security.getSeccompProfile() != null
            && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
        name,
        "has no seccomp profile RuntimeDefault");
    check(
        !Boolean.TRUE.equals(pod.getHostNetwork())
            && !Boolean.TRUE.equals(pod.getHostPID())
            && !Boolean.TRUE.equals(pod.getHostIPC())
            && pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
        name,
        "reaches into its host");
    check(
        Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
        name,
        "mounts a service account token");
    check(
        Boolean.FALSE.equals(pod.getEnableServiceLinks()),
        name,
        "takes service links, which set KAFKA_PORT and the like");
    check(
        manifests.has(ServiceAccount.class, pod.getServiceAccountName()),
        name,
        "names no service account of ours");
    long grace =
        pod.getTerminationGracePeriodSeconds() == null
            ? 30
            : pod.getTerminationGracePeriodSeconds();
    check(
        grace > preStop(pod) + SHUTDOWN_SECONDS,
        name,
        "is killed before it can stop (terminationGracePeriodSeconds " + grace + ")");
  }

  private static long preStop(PodSpec pod) {
    return pod.getContainers().stream()
        .filter(
            container ->
                container.getLifecycle() != null
                    && container.getLifecycle().getPreStop() != null
                    && container.getLifecycle().getPreStop().getSleep() != null)
        .mapToLong(container -> container.getLifecycle().getPreStop().getSleep().getSeconds())
        .max()
        .orElse(0);
  }

  private void container(String name, Container container) {
    SecurityContext security = container.getSecurityContext();
    check(
        security != null
            && Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())
            && !Boolean.TRUE.equals(security.getPrivileged()),
        name,
        "may gain privileges");
    check(
        security != null
            && security.getCapabilities() != null
            && security.getCapabilities().getDrop().contains("ALL")
            && security.getCapabilities().getAdd().isEmpty(),
        name,
        "keeps capabilities");
    check(
        security != null && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
        name,
        "may write to its own image");
    check(
        PINNED.matcher(container.getImage()).matches(),
        name,
        "runs an image that is not pinned: " + container.getImage());
    var resources = container.getResources();
    check(
        resources != null
            && resources.getRequests() != null
            && resources.getRequests().keySet().containsAll(List.of("cpu", "memory"))
            && resources.getLimits() != null
            && resources.getLimits().containsKey("memory"),
        name,
        "lacks requests of cpu and memory or a limit of memory");
    container.getEnvFrom().stream()
        .filter(source -> source.getConfigMapRef() != null)
        .map(source -> source.getConfigMapRef().getName())
        .forEach(
            map -> check(manifests.has(ConfigMap.class, map), name, "reads no ConfigMap " + map));
    container
        .getEnv()
        .forEach(
            variable ->
                check(
                    variable.getValue() == null
                        || !variable.getName().matches(".*(PASSWORD|SECRET|TOKEN).*"),
                    name,
                    "has " + variable.getName() + " written out"));
  }

  private void probes(String name, Container container) {
    probe(name, container, container.getStartupProbe(), "/q/health/started");
    probe(name, container, container.getLivenessProbe(), "/q/health/live");
    probe(name, container, container.getReadinessProbe(), "/q/health/ready");
  }

  private void probe(String name, Container container, @Nullable Probe probe, String path) {
    check(
        probe != null
            && probe.getHttpGet() != null
            && path.equals(probe.getHttpGet().getPath())
            && resolves(probe.getHttpGet().getPort(), container.getPorts()),
        name,
        "has no probe of " + path + " on a port of its own");
  }

  private void service(Service service) {
    String name = "Service " + service.getMetadata().getName();
    List<Deployment> behind =
        manifests.of(Deployment.class).stream()
            .filter(one -> contains(labels(one), service.getSpec().getSelector()))
            .toList();
    check(behind.size() == 1, name, "leads to " + behind.size() + " deployments");
    List<ContainerPort> ports =
        behind.stream()
            .flatMap(one -> one.getSpec().getTemplate().getSpec().getContainers().stream())
            .flatMap(container -> container.getPorts().stream())
            .toList();
    service
        .getSpec()
        .getPorts()
        .forEach(
            port ->
                check(
                    resolves(port.getTargetPort(), ports),
                    name,
                    "leads to a port that no container opens"));
  }

  private void autoscaler(HorizontalPodAutoscaler scaler) {
    String target = scaler.getSpec().getScaleTargetRef().getName();
    check(
        manifests.has(Deployment.class, target),
        "HorizontalPodAutoscaler " + scaler.getMetadata().getName(),
        "scales nothing");
  }

  private void closedByDefault() {
    check(
        manifests.of(NetworkPolicy.class).stream()
            .anyMatch(
                policy ->
                    isEmpty(policy.getSpec().getPodSelector())
                        && policy
                            .getSpec()
                            .getPolicyTypes()
                            .containsAll(List.of("Ingress", "Egress"))
                        && policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty()),
        "the namespace",
        "is open by default (no NetworkPolicy that denies all)");
  }

  private static Map<String, String> labels(Deployment deployment) {
    return deployment.getSpec().getTemplate().getMetadata().getLabels();
  }

  private static boolean selects(@Nullable LabelSelector selector, Map<String, String> labels) {
    return selector != null && contains(labels, selector.getMatchLabels());
  }

  private static boolean contains(
      Map<String, String> labels, @Nullable Map<String, String> wanted) {
    return wanted != null
        && !wanted.isEmpty()
        && new HashMap<>(labels).entrySet().containsAll(wanted.entrySet());
  }

  private static boolean isEmpty(@Nullable LabelSelector selector) {
    return selector == null
        || ((selector.getMatchLabels() == null || selector.getMatchLabels().isEmpty())
            && selector.getMatchExpressions().isEmpty());
  }

  private static boolean resolves(@Nullable IntOrString port, List<ContainerPort> ports) {
    return port != null
        && ports.stream()
            .flatMap(one -> Stream.<@Nullable Object>of(one.getName(), one.getContainerPort()))
            .anyMatch(known -> known != null && known.equals(port.getValue()));
  }

  private void add(String kind, String name, String what) {
    found.add(kind + " " + name + " " + what);
  }

  private void check(boolean holds, String name, String what) {
    if (!holds) {
      found.add(name + " " + what);
    }
  }
}
