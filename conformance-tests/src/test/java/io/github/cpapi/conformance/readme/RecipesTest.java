package io.github.cpapi.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TicketGroup;
import io.github.cpapi.contract.OrderGuides;
import io.github.cpapi.contract.ReviewedText;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recipes")
class RecipesTest {

  private static final Path PAGE = Path.of("../generated-client/docs/recipes.md");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .build();

  @Test
  @DisplayName("send the bodies of the page; a body that differs is written to it for review")
  void sendTheseBodies(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    String sent = page;
    try (MockGateway mock =
        MockGateway.start(
            MockGatewayOptions.defaults().http().scenario(Scenario.named("no-questions")))) {
      for (Recipe recipe : Recipe.in(page, folder)) {
        String body = place(recipe.orders().get(0), mock);
        for (Object other : recipe.orders().subList(1, recipe.orders().size())) {
          assertThat(place(other, mock)).as(recipe.text()).isEqualTo(body);
        }
        sent = sent.replace(recipe.text(), withBody(recipe.text(), body));
      }
    }

    assertThat(ReviewedText.accepts(PAGE, sent))
        .as("a body in %s differed and has been rewritten; review it with git diff", PAGE)
        .isTrue();
  }

  @Test
  @DisplayName("show every order type of the contract")
  void everyTypeIsThere() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(OrderGuides.load().types().fieldNames())
        .toIterable()
        .isNotEmpty()
        .filteredOn(type -> !page.contains("\"orderType\": \"" + type + "\""))
        .isEmpty();
  }

  /** Places an order at the mock, and returns the body that the mock received. */
  private static String place(Object order, MockGateway mock) throws IOException {
    int before = mock.exchanges().size();
    try (CpapiClient client = CpapiClient.forTests(mock.baseUrl(), "DU1234567")) {
      client.session().open();
      assertThat(
              order instanceof TicketGroup group
                  ? client.orders().place(group, AnswerPolicy.decliningAll())
                  : client.orders().place((Ticket) order, AnswerPolicy.decliningAll()))
          .as("%s", order)
          .isInstanceOf(OrderOutcome.Accepted.class);
    }
    String body =
        mock.exchanges().stream()
            .skip(before)
            .filter(exchange -> exchange.method().equals("POST"))
            .filter(exchange -> exchange.url().endsWith("/orders"))
            .findFirst()
            .orElseThrow()
            .requestBody();
    mock.reset();
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
  }

  private static String withBody(String recipe, String body) {
    String[] parts = recipe.split("(?<=```json\n)|(?=```\\s*\\z)");
    return parts[0] + body + "\n" + parts[parts.length - 1];
  }
}
