package io.github.cpapi.conformance.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The mock gateway")
class PactCanFailIT {

  /** The answers of the mock, by the descriptions of the interactions. */
  private final Map<String, Answer> answers = new HashMap<>();

  private Answer last = new Answer(0, Headers.of(), "");

  private record Answer(int status, Headers headers, String body) {}

  @Test
  @DisplayName("keeps the pact, and breaks it by each member that it omits")
  void everyMissingMemberIsNoticed() {
    List<InteractionResult> results = verified();

    assertThat(results).hasSameSizeAs(Interactions.all());
    assertThat(results).allMatch(result -> result.status() == Status.PASS);

    Pact pact = DefaultPactReader.INSTANCE.loadPact(ClientPactTest.FILE.toFile());
    Map<String, Set<String>> maps =
        Interactions.all().stream()
            .collect(Collectors.toMap(Interactions.Interaction::description, PactCanFailIT::maps));
    int members = 0;
    List<String> unnoticed = new ArrayList<>();
    for (Interaction interaction : pact.getInteractions()) {
      SynchronousRequestResponse promise =
          Objects.requireNonNull(interaction.asSynchronousRequestResponse());
      Answer answer = Objects.requireNonNull(answers.get(interaction.getDescription()));
      List<Member> promised = new ArrayList<>();
      collect(
          json(promise.getResponse().getBody().valueAsString()),
          "",
          maps.get(interaction.getDescription()),
          promised);
      for (Member member : promised) {
        members++;
        String without = member.removedFrom(answer.body());
        if (PactVerification.mismatches(pact, promise, answer.status(), answer.headers(), without)
            .isEmpty()) {
          unnoticed.add(interaction.getDescription() + ": " + member);
        }
      }
    }
    assertThat(unnoticed).isEmpty();
    System.out.printf(
        "Omitted one at a time: %d members of %d answers. Each omission was detected.%n",
        members, results.size());
  }

  /** The pointers to maps with keys that the pact does not promise. */
  private static Set<String> maps(Interactions.Interaction interaction) {
    return interaction.read().matchers().entrySet().stream()
        .filter(rule -> rule.getValue().path("match").asText().equals("values"))
        .map(rule -> rule.getKey().substring(1).replace("[*]", "/0").replace('.', '/'))
        .collect(Collectors.toSet());
  }

  private List<InteractionResult> verified() {
    return new PactVerification(new WatchedMock(this::remember), PactVerification.ofTheClient())
        .run(result -> answers.put(result.description(), last));
  }

  private Response remember(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    last =
        new Answer(response.code(), response.headers(), response.peekBody(Long.MAX_VALUE).string());
    return response;
  }

  private static void collect(
      JsonNode node, String pointer, Set<String> maps, List<Member> members) {
    node.properties()
        .forEach(
            member -> {
              // The keys of some maps are values of the gateway, for example accounts.
              if (!maps.contains(pointer)) {
                members.add(new Member(pointer, member.getKey()));
                collect(member.getValue(), pointer + "/" + member.getKey(), maps, members);
              }
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), pointer + "/" + i, maps, members);
    }
  }

  private static JsonNode json(String text) {
    try {
      return ReadMembers.MAPPER.readTree(text.isEmpty() ? "{}" : text);
    } catch (JsonProcessingException plainText) {
      return ReadMembers.MAPPER.createObjectNode();
    }
  }

  /** A member of an object within a body. */
  private record Member(String parent, String name) {
    String removedFrom(String body) {
      JsonNode json = json(body);
      assertThat(((ObjectNode) json.at(parent)).remove(name)).as(toString()).isNotNull();
      return json.toString();
    }
  }

  /** A mock whose answers are seen. */
  private record WatchedMock(MockTarget mocks, Interceptor watcher) implements Target {
    WatchedMock(Interceptor watcher) {
      this(new MockTarget(), watcher);
    }

    @Override
    public String description() {
      return mocks.description();
    }

    @Override
    public Optional<String> lacks(Capability need) {
      return mocks.lacks(need);
    }

    @Override
    public boolean parallel() {
      return mocks.parallel();
    }

    @Override
    public Connection connect() {
      return mocks.connect().watchedBy(watcher);
    }

    @Override
    public Isolated isolated(String scenario) {
      Isolated isolated = mocks.isolated(scenario);
      return new Isolated() {
        @Override
        public MockGateway mock() {
          return isolated.mock();
        }

        @Override
        public Connection connection() {
          return isolated.connection().watchedBy(watcher);
        }

        @Override
        public void close() {
          isolated.close();
        }
      };
    }

    @Override
    public void close() {
      mocks.close();
    }
  }
}
