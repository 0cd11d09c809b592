package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A portfolio of 120 positions")
class PortfolioTest extends IsolatedMock {

  private static final int FIRST_OPTION = 900010000;
  private static final String POSITIONS = "/portfolio/" + Recording.ACCOUNT + "/positions/";

  @Override
  MockGatewayOptions options() {
    String positions =
        IntStream.range(0, 120)
            .mapToObj(i -> "{conid: %d, quantity: %d}".formatted(FIRST_OPTION + i, i + 1))
            .collect(Collectors.joining(", "));
    return super.options()
        .scenario(
            Scenario.written(
                "many",
                "description: Many.\nextends: no-questions\npositions: [" + positions + "]\n"));
  }

  private List<Integer> sizes(String page) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode row : caller.get(POSITIONS + page).json()) {
      sizes.add(row.path("position").asInt());
    }
    return sizes;
  }

  private static List<Integer> from(int first, int last) {
    return first <= last
        ? IntStream.rangeClosed(first, last).boxed().toList()
        : IntStream.iterate(first, i -> i - 1).limit(first - last + 1L).boxed().toList();
  }

  @Test
  @DisplayName("has a page of 100 and one of 20, in the requested order")
  void pages() {
    assertThat(sizes("0?sort=position")).isEqualTo(from(1, 100));
    assertThat(sizes("1?sort=position")).isEqualTo(from(101, 120));
    assertThat(sizes("0?sort=position&direction=d")).isEqualTo(from(120, 21));
    assertThat(sizes("1?sort=position&direction=d")).isEqualTo(from(20, 1));
    assertThat(sizes("2?sort=position")).isEmpty();
  }

  @Test
  @DisplayName("has all positions on a page beyond the last if the request does not sort (Q119)")
  void withoutSort() {
    assertThat(sizes("7")).isEqualTo(from(1, 120));
  }

  @ParameterizedTest
  @ValueSource(strings = {"positions/0", "position/1", "summary", "ledger"})
  @DisplayName("is marked as undocumented until the portfolio accounts are requested (Q127)")
  void accountsFirst(String path) {
    Exchange before = caller.get("/portfolio/" + Recording.ACCOUNT + "/" + path);
    caller.get("/portfolio/accounts");
    Exchange after = caller.get("/portfolio/" + Recording.ACCOUNT + "/" + path);

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.why())
        .startsWith("undocumented: GET /portfolio/accounts was not called in this session (Q127)");
    assertThat(after.why()).doesNotContain("undocumented");
  }
}
