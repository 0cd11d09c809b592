package io.github.cpapi.conformance.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.BasePact;
import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayCalls;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.pact.Interactions.Interaction;
import io.github.cpapi.conformance.report.Members;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.ReviewedText;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import retrofit2.Call;

/**
 * The client keeps its side of the pact: for each interaction it sends the request and reads the
 * answer, over HTTP. {@code PactCanFailIT} shows the other side.
 */
@DisplayName("The client")
class ClientPactTest {

  static final Path FILE = Path.of("src/main/resources/pact/cpapi-client-gateway.json");

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TestFactory
  @DisplayName(
      "sends each request of the pact, and reads all that the pact promises of its answer:")
  Stream<DynamicTest> interactions() {
    return Interactions.all().stream()
        .map(
            interaction ->
                DynamicTest.dynamicTest(interaction.description(), () -> read(interaction)));
  }

  private static void read(Interaction interaction) throws Exception {
    ObjectNode pact = Interactions.pact(List.of(interaction));
    BaseMockServer server =
        MockHttpServerKt.mockServer(
            (BasePact) DefaultPactReader.INSTANCE.loadPact(pact.toString()),
            MockProviderConfig.createDefault(PactSpecVersion.V4));
    server.start();
    try {
      server.waitForServer();
      read(interaction, pact.at("/interactions/0"), server.getUrl());
      PactVerificationResult result = server.validateMockServerState(null);
      assertThat(result).as(result.getDescription()).isInstanceOf(PactVerificationResult.Ok.class);
    } finally {
      server.stop();
    }
  }

  private static void read(Interaction interaction, JsonNode json, String server)
      throws ReflectiveOperationException {
    Map<String, String> path =
        interaction
            .operation()
            .template()
            .match(json.at("/request/path").asText().replaceFirst("/v1/api", ""))
            .orElseThrow();
    try (Gateway gateway =
        Gateway.connect(
            server + "/v1/api", TlsTrust.system(), TIMEOUT, TIMEOUT, "pact", PacingPolicy.off())) {
      Call<Object> call = interaction.call().prepare(gateway, path, json.path("request"));
      if (interaction.answer().status() == 401) {
        assertThatThrownBy(() -> gateway.calls().answer(call))
            .isInstanceOf(NotLoggedInException.class);
        return;
      }
      GatewayResponse<Object> answer = gateway.calls().answer(call);

      assertThat(answer.status()).isEqualTo(interaction.answer().status());
      JsonNode promised = json.at("/response/body/content");
      Object read = read(answer, gateway.calls());
      assertThat(branches(read)).isEqualTo(interaction.reads());
      if (promised.has("title")) {
        assertThat(String.valueOf(read))
            .contains(promised.path("title").asText(), promised.path("detail").asText());
      } else {
        assertThat(leaves(tree(read, promised), "")).containsAllEntriesOf(leaves(promised, ""));
      }
    }
  }

  private static Object read(GatewayResponse<Object> answer, GatewayCalls calls) {
    return answer.value() != null
        ? answer.value()
        : calls.error(answer).map(Object.class::cast).orElse("");
  }

  /** The branches of the client's unions that were read, the outer before the inner. */
  private static List<String> branches(Object read) {
    List<String> branches = new ArrayList<>();
    if (read.getClass().getPackageName().equals(OrderReply.class.getPackageName())
        && Arrays.stream(read.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
      branches.add(read.getClass().getSimpleName());
    }
    if (read instanceof OrderReply.Rows rows) {
      rows.rows().stream()
          .map(row -> row.getClass().getSimpleName())
          .distinct()
          .forEach(branches::add);
    }
    return branches;
  }

  /** What was read, without what the client merely keeps as received. */
  private static JsonNode tree(Object read, JsonNode promised) {
    Object members = read;
    if (read instanceof OrderReply.Rows rows) {
      members = promised.isArray() ? rows.rows() : rows.rows().get(0);
    } else if (read instanceof OrderReply.Refused refused) {
      members = refused.refusal();
    } else if (read instanceof OrderReply.Prompted prompted) {
      members = prompted.prompt();
    }
    JsonNode tree = ReadMembers.MAPPER.valueToTree(members);
    return tree.isArray() && promised.isObject() ? tree.get(0) : tree;
  }

  private static Map<String, String> leaves(JsonNode node, String pointer) {
    Map<String, String> leaves = new TreeMap<>();
    node.properties()
        .forEach(
            member -> leaves.putAll(leaves(member.getValue(), pointer + "/" + member.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      leaves.putAll(leaves(node.get(i), pointer + "/" + i));
    }
    if (node.isNumber()) {
      leaves.put(pointer, node.decimalValue().stripTrailingZeros().toPlainString());
    } else if (node.isValueNode()) {
      leaves.put(pointer, node.asText());
    }
    return leaves;
  }

  @Test
  @DisplayName(
      "has an interaction for each operation, each branch of its unions, each recorded status")
  void complete() {
    Members members = new Members(Spec.load());
    Set<String> missing = new TreeSet<>();
    for (Operation operation : Spec.load().operations()) {
      missing.add(operation.id() + " 200");
      members
          .declaredBranches(operation)
          .forEach(branch -> missing.add(operation.id() + " " + branch));
    }
    Recordings.load()
        .all()
        .forEach(answer -> missing.add(answer.operation() + " " + answer.status()));
    for (Interaction interaction : Interactions.all()) {
      Operation operation = interaction.operation();
      int status = interaction.answer().status();
      missing.remove(operation.id() + " " + status);
      members
          .branches(operation, status, interaction.body())
          .forEach(branch -> missing.remove(operation.id() + " " + branch));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("has an interaction for each branch of its own unions")
  void ownUnions() {
    Set<String> branches = new TreeSet<>();
    Interactions.all()
        .forEach(
            interaction ->
                interaction.read().branches().forEach(branch -> branches.add(name(branch))));

    assertThat(
            new ClassFileImporter()
                .importPackages("io.github.cpapi.client.reply").stream()
                    .map(JavaClass::reflect)
                    .filter(Class::isInterface)
                    .filter(Class::isSealed)
                    .flatMap(union -> Arrays.stream(union.getPermittedSubclasses()))
                    .map(ClientPactTest::name)
                    .filter(branch -> !branches.contains(branch)))
        .containsExactlyInAnyOrderElementsOf(Interactions.unread());
  }

  private static String name(Class<?> branch) {
    return branch.getName().replaceAll(".*\\.", "").replace('$', '.');
  }

  @Test
  @DisplayName("has the pact that is in the jar; if it differs, it is written anew for review")
  void committed() throws IOException {
    String pact =
        ReadMembers.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Interactions.pact(Interactions.all()))
            + "\n";
    assertThat(ReviewedText.accepts(FILE, pact))
        .as("%s was written anew: review git diff, and run again", FILE)
        .isTrue();
  }
}
