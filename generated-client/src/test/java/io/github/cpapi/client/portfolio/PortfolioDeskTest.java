package io.github.cpapi.client.portfolio;

import static io.github.cpapi.client.ScriptedGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.ScriptedGateway;
import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.client.transport.UnreadableAnswerException;
import io.github.cpapi.generated.model.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The portfolio of an account")
class PortfolioDeskTest {

  private static final String ACCOUNTS = "GET /v1/api/portfolio/accounts";
  private static final String PAGE =
      "GET /v1/api/portfolio/DU1234567/positions/%d?sort=position&direction=d";

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private PortfolioDesk portfolio;

  @BeforeEach
  void connect() {
    portfolio = new PortfolioDesk(server.connect(), "DU1234567");
  }

  private void accountsAreQueried() {
    server.answer(200, "[]");
  }

  /** Positions in this many contracts, from this one on. */
  private void page(int first, int count) {
    server.answer(
        200,
        IntStream.range(first, first + count)
            .mapToObj(
                conid ->
                    "{'acctId':'DU1234567','conid':%d,'position':1.0,'ticker':'T'}"
                        .formatted(conid))
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Test
  @DisplayName("queries the accounts before its first call, and again after a failure")
  void accountsFirst() throws Exception {
    accountsAreQueried();
    server.play("portfolio/summary");
    server.play("portfolio/ledger");
    server.answer(500, "{'error':'Please query /accounts first'}");
    accountsAreQueried();
    server.play("portfolio/ledger");

    portfolio.summary();
    portfolio.ledger();
    assertThatThrownBy(portfolio::ledger).isInstanceOf(ErrorAnswerException.class);
    portfolio.ledger();

    String ledger = "GET /v1/api/portfolio/DU1234567/ledger";
    assertThat(server.requests())
        .containsExactly(
            ACCOUNTS, "GET /v1/api/portfolio/DU1234567/summary", ledger, ledger, ACCOUNTS, ledger);
  }

  @Test
  @DisplayName("says at a 401 that the account may belong to another login")
  void anotherAccount() {
    accountsAreQueried();
    server.play("portfolio/positions-other-account-401");

    assertThatThrownBy(portfolio::positions)
        .isInstanceOf(NotLoggedInException.class)
        .hasMessageContaining(
            "the account does not belong to the login, or the gateway is not logged in");
  }

  @Test
  @DisplayName("has a summary of amounts and texts")
  void summary() {
    accountsAreQueried();
    server.play("portfolio/summary");

    assertThat(portfolio.summary().netLiquidation().amount())
        .isEqualByComparingTo("11527.6103515625");
  }

  @Test
  @DisplayName("has a ledger with a row for each currency and a row with the total")
  void ledger() {
    accountsAreQueried();
    server.play("portfolio/ledger");

    assertThat(portfolio.ledger()).containsKeys("USD", "EUR", "BASE");
  }

  @Nested
  @DisplayName("lists its positions")
  class Positions {

    @BeforeEach
    void query() {
      accountsAreQueried();
    }

    @Test
    @DisplayName("up to the first page with fewer than 100")
    void pages() throws Exception {
      page(1, 100);
      page(101, 100);
      page(201, 3);

      assertThat(portfolio.positions())
          .extracting(Position::conid)
          .isEqualTo(IntStream.rangeClosed(1, 203).boxed().toList());

      assertThat(server.requests())
          .containsExactly(ACCOUNTS, PAGE.formatted(0), PAGE.formatted(1), PAGE.formatted(2));
    }

    @Test
    @DisplayName("once if the gateway returns the same ones for each page")
    void aGatewayThatDoesNotPage() {
      page(1, 150);
      page(1, 150);

      assertThat(portfolio.positions()).hasSize(150);
    }

    @Test
    @DisplayName(
        "with the description of the contracts, for which the first page is requested again")
    void theFirstAnswer() throws Exception {
      server.play("portfolio/positions-first", "portfolio/positions");

      assertThat(portfolio.positions()).extracting(Position::ticker).containsExactly("SPY");

      assertThat(server.requests()).containsExactly(ACCOUNTS, PAGE.formatted(0), PAGE.formatted(0));
    }

    @Test
    @DisplayName("without a description if the second answer has none either")
    void neverDescribed() {
      server.play("portfolio/positions-first", "portfolio/positions-first");

      assertThat(portfolio.positions()).extracting(Position::ticker).containsOnlyNulls();
    }

    @Test
    @DisplayName("as an empty list if there are none")
    void none() {
      page(1, 0);

      assertThat(portfolio.positions()).isEmpty();
    }
  }

  @Nested
  @DisplayName("has a position in one contract")
  class OnePosition {

    @BeforeEach
    void query() {
      accountsAreQueried();
    }

    @Test
    @DisplayName("if it is held")
    void held() {
      server.play("portfolio/position");

      assertThat(portfolio.position(756733).orElseThrow().position())
          .isGreaterThan(BigDecimal.ZERO);
    }

    @Test
    @DisplayName("not if the answer has no body or is an empty list")
    void notHeld() {
      server.play("portfolio/position-not-held");
      server.answer(200, "[]");

      assertThat(portfolio.position(999999999)).isEmpty();
      assertThat(portfolio.position(999999999)).isEmpty();
    }

    @Test
    @DisplayName("not if the answer is about another contract")
    void another() {
      server.play("portfolio/position");

      assertThat(portfolio.position(265598)).isEmpty();
    }

    @Test
    @DisplayName("and fails if there are several or the answer is something else")
    void several() {
      String row = "{'acctId':'DU1234567','conid':1,'position':1.0}";
      server.answer(200, List.of(row, row).toString());
      assertThatThrownBy(() -> portfolio.position(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "position: expected one of conid 1, but got 2; call positions() for all of them");

      server.enqueue(json(200, "<html>"));
      assertThatThrownBy(() -> portfolio.position(1)).isInstanceOf(UnreadableAnswerException.class);
    }
  }
}
