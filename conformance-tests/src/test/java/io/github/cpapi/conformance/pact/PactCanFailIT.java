package io.github.cpapi.conformance.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.TestTarget;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

@DisplayName("The verification of the pact")
class PactCanFailIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  @DisplayName("fails for each member that the client reads if a gateway omits it")
  void everyMissingMemberIsNoticed() {
    Events unharmed = verifyWithout(ForgetfulGateway.NOTHING);
    assertThat(unharmed.failed().count()).isZero();
    assertThat(unharmed.succeeded().count()).isPositive();

    int members = 0;
    for (int nth = 0; nth == 0 || !ForgetfulGateway.INCOMPLETE.isEmpty(); nth++) {
      Events tests = verifyWithout(nth);

      assertThat(tests.failed().map(PactCanFailIT::interaction))
          .containsExactlyInAnyOrderElementsOf(ForgetfulGateway.INCOMPLETE);
      members += ForgetfulGateway.INCOMPLETE.size();
    }

    assertThat(members).isPositive();
    System.out.printf(
        "Omitted one at a time: %d members of %d answers. Each omission was detected.%n",
        members, unharmed.succeeded().count());
  }

  /** Verifies all interactions at once; an omission in one answer does not affect another. */
  private static Events verifyWithout(int nth) {
    ForgetfulGateway.nth = nth;
    ForgetfulGateway.INCOMPLETE.clear();
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(ForgetfulGateway.class))
        .execute()
        .testEvents();
  }

  private static String interaction(Event test) {
    return test.getTestDescriptor().getDisplayName().replace(ProviderStates.CONSUMER + " - ", "");
  }

  /** The mock, with the nth member of the pact removed from each answer. */
  @VerificationReports({})
  static class ForgetfulGateway extends PactVerification {

    static final int NOTHING = -1;

    /** The interactions whose answers lack a member. */
    static final Set<String> INCOMPLETE = new TreeSet<>();

    private static int nth;

    @Override
    TestTarget target(int port, Interaction interaction) {
      List<Member> members = new ArrayList<>();
      if (nth != NOTHING) {
        collect(promised(interaction), "", members);
        assumeTrue(nth < members.size(), "every member of this answer was omitted once");
        INCOMPLETE.add(interaction.getDescription());
      }
      return new HttpTestTarget("localhost", port) {
        @Override
        public ProviderResponse executeInteraction(Object client, Object request) {
          ProviderResponse answer = super.executeInteraction(client, request);
          JsonNode body = read(answer.getBody());
          if (nth != NOTHING) {
            members.get(nth).removeFrom(body);
          }
          return withBody(answer, body);
        }
      };
    }

    private static JsonNode promised(Interaction interaction) {
      return read(
          Objects.requireNonNull(interaction.asSynchronousRequestResponse())
              .getResponse()
              .getBody());
    }

    private static void collect(JsonNode node, String pointer, List<Member> members) {
      node.properties()
          .forEach(
              member -> {
                members.add(new Member(pointer, member.getKey()));
                collect(member.getValue(), pointer + "/" + member.getKey(), members);
              });
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, members);
      }
    }

    private static ProviderResponse withBody(ProviderResponse answer, JsonNode body) {
      return new ProviderResponse(
          answer.getStatusCode(),
          answer.getHeaders(),
          answer.getContentType(),
          OptionalBody.body(
              body.toString().getBytes(StandardCharsets.UTF_8), answer.getContentType()));
    }

    private static JsonNode read(OptionalBody body) {
      try {
        return MAPPER.readTree(body.valueAsString());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A member of an object within a body. */
    private record Member(String parent, String name) {
      void removeFrom(JsonNode body) {
        assertThat(((ObjectNode) body.at(parent)).remove(name)).isNotNull();
      }
    }
  }
}
