package io.github.cpapi.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.client.transport.NotLoggedInException;
import io.github.cpapi.generated.model.Accounts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The brokerage session")
class BrokerageSessionTest extends SessionAtAScriptedGateway {

  private static final String MINE =
      "{'accounts':['DU1234567','DU7654321'],'selectedAccount':'DU1234567'}";
  private static final String OTHERS =
      "{'accounts':['DU1234567','DU7654321'],'selectedAccount':'DU7654321'}";

  @Test
  @DisplayName("is opened by reading its state and then the accounts, and nothing else")
  void opens() throws Exception {
    play("auth-status");
    answer(200, MINE);

    Accounts accounts = session.open();

    assertThat(accounts.accounts()).contains("DU1234567");
    assertThat(requests()).containsExactly("GET iserver/auth/status", "GET iserver/accounts");
  }

  @Test
  @DisplayName("that is down is not opened, and not initialised without a request")
  void isNotInitialisedUnasked() throws Exception {
    play("auth-status-logged-out");

    assertThatThrownBy(() -> session.open())
        .isInstanceOf(SessionNotReadyException.class)
        .hasMessageContaining("not authenticated, not connected");
    assertThat(requests()).containsExactly("GET iserver/auth/status");
  }

  @Test
  @DisplayName("that is down is initialised on request, without taking it from another login")
  void isInitialisedWhereWished() throws Exception {
    play("auth-status-logged-out", "brokerage-session-opened");
    answer(200, MINE);

    session.openInitialising();

    assertThat(requests())
        .containsExactly(
            "GET iserver/auth/status",
            "POST iserver/auth/ssodh/init {\"publish\":true,\"compete\":false}",
            "GET iserver/accounts");
  }

  @Test
  @DisplayName("that is usable is not initialised, even on request")
  void isNotInitialisedWithoutNeed() throws Exception {
    play("auth-status");
    answer(200, MINE);

    session.openInitialising();

    assertThat(requests()).containsExactly("GET iserver/auth/status", "GET iserver/accounts");
  }

  @ParameterizedTest
  @CsvSource({
    "brokerage-session-refused,     Force compete capability must be used together",
    "brokerage-session-bridge-only, 'not authenticated, connected'",
    "brokerage-session-competing,   another login holds its brokerage session"
  })
  @DisplayName("that cannot be initialised is not opened, and the exception gives the reason")
  void staysDown(String recording, String reason) throws Exception {
    play("auth-status-logged-out", recording);

    assertThatThrownBy(() -> session.openInitialising())
        .isInstanceOf(SessionNotReadyException.class)
        .hasMessageContaining(reason);
    assertThat(requests()).hasSize(2);
  }

  @Test
  @DisplayName("that another login competes for is not opened")
  void isNotOpenedWhileCompeting() {
    answer(200, "{'authenticated':true,'connected':true,'competing':true}");

    assertThatThrownBy(() -> session.open())
        .isInstanceOf(SessionNotReadyException.class)
        .hasMessageContaining("another login competes");
  }

  @Test
  @DisplayName("selects the account if another one is selected")
  void selectsTheAccount() throws Exception {
    play("auth-status");
    answer(200, OTHERS);
    play("select-account");
    answer(200, MINE);

    Accounts accounts = session.open();

    assertThat(accounts.selectedAccount()).isEqualTo("DU1234567");
    assertThat(requests()).contains("POST iserver/account {\"acctId\":\"DU1234567\"}");
  }

  @Test
  @DisplayName("that does not select the account is not opened")
  void theAccountIsNotSelected() {
    play("auth-status");
    answer(200, OTHERS);
    answer(200, "{'set':false,'acctId':'DU1234567'}");

    assertThatThrownBy(() -> session.open())
        .isInstanceOf(SessionNotReadyException.class)
        .hasMessageContaining("did not select the account");
  }

  @Test
  @DisplayName("without the configured account is not opened")
  void theAccountIsNotThere() {
    play("auth-status");
    answer(200, "{'accounts':['DU7654321'],'selectedAccount':'DU7654321'}");

    assertThatThrownBy(() -> session.open())
        .isInstanceOf(SessionNotReadyException.class)
        .hasMessage("account: expected one of the session's accounts [DU***21], but got DU***67");
  }

  @Test
  @DisplayName("without a login throws NotLoggedInException")
  void noLogin() {
    answer(401, "");

    assertThatThrownBy(() -> session.open()).isInstanceOf(NotLoggedInException.class);
  }

  @Test
  @DisplayName("is open after both forms of success")
  void initialisesInTwoForms() {
    play("brokerage-session-opened", "brokerage-session-opened-documented");

    assertThat(session.initialise()).isInstanceOf(Initialisation.Opened.class);
    assertThat(session.initialise()).isInstanceOf(Initialisation.Opened.class);
  }

  @Test
  @DisplayName("that is refused is a value with the gateway's reason, never a success")
  void refusals() {
    play("brokerage-session-refused", "brokerage-session-bridge-only");
    answer(200, "{'passed':false,'authenticated':true,'connected':true}");
    play("brokerage-session-competing");

    assertThat(session.initialise())
        .asInstanceOf(type(Initialisation.Refused.class))
        .satisfies(
            refused -> assertThat(refused.reason()).contains("Force compete capability must be"));
    assertThat(session.initialise()).isInstanceOf(Initialisation.Refused.class);
    assertThat(session.initialise()).isInstanceOf(Initialisation.Refused.class);
    assertThat(session.initialise()).isInstanceOf(Initialisation.HeldByAnother.class);
  }

  @Test
  @DisplayName("throws on a server error while it is initialised")
  void initialisationTrouble() {
    play("brokerage-session-500");

    assertThatThrownBy(() -> session.initialise())
        .asInstanceOf(type(ErrorAnswerException.class))
        .satisfies(e -> assertThat(e.status()).hasValue(500));
  }

  @Test
  @DisplayName("has a state for every answer of the gateway")
  void hasAState() {
    play("auth-status", "auth-status-logged-out");
    answer(401, "<html>");
    answer(503, "");

    assertThat(session.state()).isInstanceOf(SessionState.Alive.class);
    assertThat(session.state()).isInstanceOf(SessionState.BrokerageLost.class);
    assertThat(session.state()).isInstanceOf(SessionState.LoginLost.class);
    assertThat(session.state()).isInstanceOf(SessionState.Unreachable.class);
  }

  @Test
  @DisplayName("names the login")
  void tellsWhoseLogin() {
    play("validate-login-borrowed");

    assertThat(session.login().clientApp()).isNotBlank();
  }

  @Test
  @DisplayName("suppresses the given questions, each once, and enables all of them again")
  void suppresses() throws Exception {
    answer(200, "{'status':'submitted'}");
    answer(200, "{'status':'submitted'}");

    assertThat(session.suppressQuestions(List.of("o354", "o163", "o354")).status())
        .isEqualTo("submitted");
    assertThat(session.askAllQuestions().status()).isEqualTo("submitted");

    assertThat(requests())
        .containsExactly(
            "POST iserver/questions/suppress {\"messageIds\":[\"o354\",\"o163\"]}",
            "POST iserver/questions/suppress/reset");
  }

  @Test
  @DisplayName("suppresses 1 to 51 questions")
  void suppressesAFew() {
    answer(200, "{'status':'submitted'}");
    List<String> ids = IntStream.rangeClosed(1, 52).mapToObj(i -> "o" + i).toList();

    session.suppressQuestions(ids.subList(0, 51));

    assertThatThrownBy(() -> session.suppressQuestions(ids))
        .hasMessage("messageIds: expected 1 to 51, but got 52");
    assertThatThrownBy(() -> session.suppressQuestions(List.of()))
        .hasMessage("messageIds: expected 1 to 51, but got 0");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "o*", "o", "354", "o354,o163", " o354", "all"})
  @DisplayName("suppresses by explicit ids only")
  void suppressesExplicitIds(String id) {
    assertThatThrownBy(() -> session.suppressQuestions(List.of("o354", id)))
        .hasMessage("messageIds: expected ids such as o354, but got '" + id + "'");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("is ended by a logout whose answer has no Content-Type")
  void logsOut() throws Exception {
    play("logout");

    assertThat(session.logout().status()).isTrue();
    assertThat(requests()).containsExactly("POST logout");
  }
}
