package io.github.cpapi.mock;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.server.CertificateKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * How a mock is to be started. Immutable: each method returns a changed copy.
 *
 * @param port where to listen; 0 for a free port
 * @param bindAddress the address to listen on
 * @param https whether to speak TLS
 * @param accounts the accounts of the session, the selected one first
 * @param scenario what can be traded and what is asked
 * @param clock tells when orders come in
 * @param seed decides the order ids and reply ids
 * @param certificate what is shown to a client that speaks TLS
 * @param strict whether what no evidence refuses is refused with 400; otherwise it passes, with a
 *     remark in {@code X-Mock-Why}
 * @param recordings what is played
 */
public record MockGatewayOptions(
    int port,
    String bindAddress,
    boolean https,
    List<String> accounts,
    Scenario scenario,
    Clock clock,
    long seed,
    CertificateKind certificate,
    boolean strict,
    Recordings recordings) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Copies the accounts.
   *
   * @throws IllegalArgumentException if the port is none, or the accounts are none or not distinct
   */
  public MockGatewayOptions {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "a port is a number from 0, for any free one, to %d, not %d"
              .formatted(HIGHEST_PORT, port));
    }
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty() || accounts.stream().anyMatch(account -> !account.matches("\\w+"))) {
      throw new IllegalArgumentException(
          "accounts are one or more of letters and digits, not " + accounts);
    }
    if (Set.copyOf(accounts).size() < accounts.size()) {
      throw new IllegalArgumentException("accounts have to differ from each other: " + accounts);
    }
  }

  /**
   * Returns where to start from: a free port on the loopback address, HTTPS, the account of the
   * recordings, {@link Scenario#FRESH_PAPER_ACCOUNT}.
   */
  public static MockGatewayOptions defaults() {
    return new MockGatewayOptions(
        0,
        "127.0.0.1",
        true,
        List.of(Recording.ACCOUNT),
        Scenario.named(Scenario.FRESH_PAPER_ACCOUNT),
        Clock.systemUTC(),
        1,
        CertificateKind.FRESH,
        false,
        Shipped.RECORDINGS);
  }

  /**
   * Listens on a port.
   *
   * @param number the port; 0 for a free one
   * @return a copy
   */
  public MockGatewayOptions port(int number) {
    return new MockGatewayOptions(
        number,
        bindAddress,
        https,
        accounts,
        scenario,
        clock,
        seed,
        certificate,
        strict,
        recordings);
  }

  /**
   * Listens on an address. Anything but loopback lets others use the mock.
   *
   * @param address for example {@code 0.0.0.0}
   * @return a copy
   */
  public MockGatewayOptions bindAddress(String address) {
    return new MockGatewayOptions(
        port, address, https, accounts, scenario, clock, seed, certificate, strict, recordings);
  }

  /**
   * Speaks plain HTTP.
   *
   * @return a copy
   */
  public MockGatewayOptions http() {
    return new MockGatewayOptions(
        port, bindAddress, false, accounts, scenario, clock, seed, certificate, strict, recordings);
  }

  /**
   * Gives the session its accounts.
   *
   * @param ids the accounts, the selected one first
   * @return a copy
   */
  public MockGatewayOptions accounts(String... ids) {
    return new MockGatewayOptions(
        port,
        bindAddress,
        https,
        List.of(ids),
        scenario,
        clock,
        seed,
        certificate,
        strict,
        recordings);
  }

  /**
   * Plays a scenario.
   *
   * @return a copy
   */
  public MockGatewayOptions scenario(Scenario played) {
    return new MockGatewayOptions(
        port, bindAddress, https, accounts, played, clock, seed, certificate, strict, recordings);
  }

  /**
   * Takes the time of orders from a clock.
   *
   * @return a copy
   */
  public MockGatewayOptions clock(Clock source) {
    return new MockGatewayOptions(
        port,
        bindAddress,
        https,
        accounts,
        scenario,
        source,
        seed,
        certificate,
        strict,
        recordings);
  }

  /**
   * Chooses the ids: the same seed gives the same order ids and reply ids to the same calls.
   *
   * @param number any number
   * @return a copy
   */
  public MockGatewayOptions seed(long number) {
    return new MockGatewayOptions(
        port,
        bindAddress,
        https,
        accounts,
        scenario,
        clock,
        number,
        certificate,
        strict,
        recordings);
  }

  /**
   * Shows a certificate. It has no effect over plain HTTP.
   *
   * @param kind which one
   * @return a copy
   */
  public MockGatewayOptions certificate(CertificateKind kind) {
    return new MockGatewayOptions(
        port, bindAddress, https, accounts, scenario, clock, seed, kind, strict, recordings);
  }

  /**
   * Refuses, with 400 and the remark in {@code X-Mock-Why}, what no evidence refuses.
   *
   * @return a copy
   */
  public MockGatewayOptions strictly() {
    return new MockGatewayOptions(
        port, bindAddress, https, accounts, scenario, clock, seed, certificate, true, recordings);
  }

  /**
   * Lays recordings of your own over those that are played so far. One of the same name takes the
   * place of the other, and one that plays the same situation is played instead of it.
   *
   * @param folder files in the format of {@code openapi/recordings}, in folders as there
   * @return a copy
   * @throws io.github.cpapi.contract.RecordingException if there is none in the folder, or one of
   *     them cannot be played; it names the file, the member, and what would be legal
   */
  public MockGatewayOptions recordings(Path folder) {
    return new MockGatewayOptions(
        port,
        bindAddress,
        https,
        accounts,
        scenario,
        clock,
        seed,
        certificate,
        strict,
        recordings.with(folder, Shipped.SPEC));
  }
}
