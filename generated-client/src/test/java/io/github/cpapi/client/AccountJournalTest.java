package io.github.cpapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.order.Intent;
import io.github.cpapi.client.order.JournalException;
import io.github.cpapi.client.order.OrderJournal;
import io.github.cpapi.client.pacing.Pacer;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of an account")
class AccountJournalTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Intent INTENT =
      new Intent.Place(NOON, "DU1234567", "localhost:5000", List.of());

  @TempDir Path home;
  private final MockWebServer server = PromptServer.create();
  private Gateway gateway;
  private AccountJournal journal;
  private Path ofReal;
  private Path ofMock;

  @BeforeEach
  void start() throws Exception {
    server.start();
    gateway =
        Gateway.connect(
            server.url("/v1/api").toString(),
            TlsTrust.system(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            "test",
            PacingPolicy.off());
    journal = new AccountJournal(gateway, home, "DU1234567");
    ofReal = home.resolve("DU1234567.orders.jsonl");
    ofMock = home.resolve("mock/DU1234567.orders.jsonl");
  }

  @AfterEach
  void stop() {
    journal.close();
    gateway.close();
    server.close();
  }

  private void answer(int status, String... header) {
    MockResponse.Builder answer =
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json")
            .body(
                Recordings.load()
                    .get("session/auth-status")
                    .responseBody()
                    .orElseThrow()
                    .toString());
    if (header.length > 0) {
      answer.addHeader(header[0], header[1]);
    }
    server.enqueue(answer.build());
  }

  @Test
  @DisplayName("is one file for all real gateways, in the folder .cpapi of the user")
  void realGateway() {
    answer(200);

    journal.open();
    journal.intend(INTENT);

    assertThat(ofReal).isNotEmptyFile();
    assertThat(ofMock).doesNotExist();
  }

  @Test
  @DisplayName("is another file for a mock, also before its login, so that a mock stops no account")
  void mock() throws Exception {
    answer(401, "X-Mock-Gateway", "cpapi");

    journal.open();
    journal.intend(INTENT);

    assertThat(ofMock).isNotEmptyFile();
    assertThat(ofReal).doesNotExist();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("is chosen without a question where the gateway has answered before")
  void alreadyKnown() {
    answer(200, "X-Mock-Gateway", "cpapi");
    gateway.calls().answer(gateway.session().getAuthStatus());

    journal.open();

    assertThat(ofMock).exists();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("is that of real gateways where no answer comes, until one says that it is a mock")
  void noAnswer() {
    answer(502);
    journal.open();
    answer(200, "X-Mock-Gateway", "cpapi");
    gateway.calls().answer(gateway.session().getAuthStatus());

    assertThatThrownBy(() -> journal.intend(INTENT))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Nothing was sent");
    assertThat(journal.open()).isEmpty();
    journal.intend(INTENT);

    assertThat(ofReal).isEmptyFile();
    assertThat(ofMock).isNotEmptyFile();
  }

  @Test
  @DisplayName("is closed with its client, for good")
  void closed() {
    answer(200);
    journal.open();

    journal.close();

    assertThatThrownBy(() -> journal.intend(INTENT))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(journal::open).isInstanceOf(JournalException.class);
  }

  @Test
  @DisplayName("that was passed to the client stays open when the client is closed")
  void passedIn() throws Exception {
    Path own = home.resolve("own.jsonl");
    try (OrderJournal passed = OrderJournal.file(own)) {
      CpapiClient client =
          CpapiClient.builder()
              .baseUrl(server.url("/v1/api").toString())
              .account("DU1234567")
              .pacer(Pacer.off())
              .journal(passed)
              .build();

      client.close();

      passed.intend(INTENT);
      assertThat(Files.readAllLines(own)).hasSize(1);
    }
  }
}
