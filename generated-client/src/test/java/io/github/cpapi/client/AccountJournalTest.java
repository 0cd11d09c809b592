package io.github.cpapi.client;

import static io.github.cpapi.client.ScriptedGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.journal.JournalEntry;
import io.github.cpapi.client.journal.JournalException;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.transport.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of an account in the user's home")
class AccountJournalTest {

  private static final JournalEntry ENTRY =
      new JournalEntry.Place(Instant.EPOCH, "DU1234567", "localhost:5000", List.of());

  private enum Kind {
    SILENT,
    MOCK,
    REAL
  }

  @TempDir Path home;
  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private volatile Kind kind = Kind.SILENT;
  private Gateway gateway;
  private AccountJournal journal;

  @BeforeEach
  void start() {
    server.answerEach(
        request -> {
          MockResponse.Builder answer =
              json(200, "{'authenticated':true,'connected':true}").newBuilder();
          return switch (kind) {
            case SILENT -> answer.onResponseStart(new SocketEffect.CloseSocket()).build();
            case MOCK -> answer.addHeader("X-Mock-Gateway", "cpapi").build();
            case REAL -> answer.build();
          };
        });
    gateway = server.connect();
    journal = new AccountJournal(gateway, home, "DU1234567");
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  private Path ofAccount() {
    return home.resolve("DU1234567.orders.jsonl");
  }

  private Path ofMocks() {
    return home.resolve("mock/DU1234567.orders.jsonl");
  }

  @Test
  @DisplayName("is the account's file at a real gateway")
  void real() {
    kind = Kind.REAL;

    journal.append(ENTRY);

    assertThat(ofAccount()).exists();
    assertThat(ofMocks()).doesNotExist();
  }

  @Test
  @DisplayName("is another file at a mock: a mock's open order does not block a real account")
  void mock() {
    kind = Kind.MOCK;

    journal.append(ENTRY);

    assertThat(ofMocks()).exists();
    assertThat(ofAccount()).doesNotExist();
  }

  @Test
  @DisplayName(
      "is the account's file while nothing answers, and the file for mocks when a mock does")
  void answersLater() {
    assertThat(journal.open()).isEmpty();
    assertThat(ofAccount()).exists();

    kind = Kind.MOCK;
    journal.append(ENTRY);

    assertThat(ofAccount()).isEmptyFile();
    assertThat(ofMocks()).isNotEmptyFile();
  }

  @Test
  @DisplayName("refuses an order if a mock answers late and has open orders in its file")
  void answersLaterWithOpenOrders() throws Exception {
    try (OrderJournal earlier = OrderJournal.file(ofMocks())) {
      earlier.append(ENTRY);
    }
    journal.open();

    kind = Kind.MOCK;

    assertThatThrownBy(() -> journal.append(ENTRY))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("but it is a mock; try again");
    assertThat(journal.open()).hasSize(1);
    assertThat(Files.readAllLines(ofMocks())).hasSize(1);
  }

  @Test
  @DisplayName(
      "concludes an order in the file where it began, even if the answer comes from a mock")
  void concludesWhereItBegan() throws Exception {
    String name = journal.append(ENTRY);
    kind = Kind.MOCK;
    gateway.calls().answer(gateway.session().getAuthStatus());

    journal.resolveByHand(name, Instant.EPOCH, "not in TWS");

    assertThat(Files.readAllLines(ofAccount())).hasSize(2);
    assertThat(ofMocks()).doesNotExist();
  }

  @Test
  @DisplayName("is chosen without a request if the gateway has already answered")
  void alreadyKnown() {
    kind = Kind.MOCK;
    gateway.calls().answer(gateway.session().getAuthStatus());

    journal.open();

    assertThat(ofMocks()).exists();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses everything after it is closed")
  void closed() {
    kind = Kind.REAL;
    journal.open();
    journal.close();

    assertThatThrownBy(() -> journal.append(ENTRY))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
  }

  @Test
  @DisplayName("passed to the client stays open when the client is closed")
  void passedIn() throws Exception {
    Path own = home.resolve("own.jsonl");
    try (OrderJournal passed = OrderJournal.file(own)) {
      CpapiClient client =
          CpapiClient.builder()
              .baseUrl(server.baseUrl())
              .account("DU1234567")
              .rateLimiter(RateLimiter.off())
              .journal(passed)
              .build();

      client.close();

      passed.append(ENTRY);
      assertThat(Files.readAllLines(own)).hasSize(1);
    }
  }
}
