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
 * Options for starting a mock. Immutable: each method returns a changed copy.
 *
 * @param port the port to listen on; 0 for any free port
 * @param bindAddress the address to listen on
 * @param https whether to speak TLS
 * @param accounts the accounts of the session, the selected one first
 * @param scenario what can be traded, asked and refused
 * @param clock the time of orders
 * @param seed the seed of order ids and reply ids
 * @param certificate the certificate for TLS
 * @param strict whether an undocumented request is refused with 400; otherwise it passes with a
 *     remark in {@code X-Mock-Why}
 * @param recordings the recordings to play
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
   * @throws IllegalArgumentException if the port is out of range, or the accounts are missing,
   *     malformed or not distinct
   */
  public MockGatewayOptions {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "port: expected a number from 0, for any free one, to %d, but got %d"
              .formatted(HIGHEST_PORT, port));
    }
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty() || accounts.stream().anyMatch(account -> !account.matches("\\w+"))) {
      throw new IllegalArgumentException(
          "accounts: expected at least one, of letters and digits, but got " + accounts);
    }
    if (Set.copyOf(accounts).size() < accounts.size()) {
      throw new IllegalArgumentException("accounts: expected distinct ones, but got " + accounts);
    }
  }

  /**
   * Returns the defaults: a free port on the loopback address, HTTPS, the account of the
   * recordings, {@link Scenario#FRESH_PAPER_ACCOUNT}.
   */
  public static MockGatewayOptions defaults() {
    Shipped.prepare();
    return new MockGatewayOptions(
        0,
        "127.0.0.1",
        true,
        List.of(Recording.ACCOUNT),
        Shipped.scenario(),
        Clock.systemUTC(),
        1,
        CertificateKind.FRESH,
        false,
        Shipped.recordings());
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
   * Listens on an address. On any address but loopback, other machines can use the mock.
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
   * Sets the accounts of the session.
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
   * Sets the clock that times orders.
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
   * Sets the seed: with the same seed the same calls get the same order ids and reply ids.
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
   * Chooses the certificate. It has no effect over plain HTTP.
   *
   * @param kind which one
   * @return a copy
   */
  public MockGatewayOptions certificate(CertificateKind kind) {
    return new MockGatewayOptions(
        port, bindAddress, https, accounts, scenario, clock, seed, kind, strict, recordings);
  }

  /**
   * Refuses undocumented requests with 400. The reason is in {@code X-Mock-Why}.
   *
   * @return a copy
   */
  public MockGatewayOptions strictly() {
    return new MockGatewayOptions(
        port, bindAddress, https, accounts, scenario, clock, seed, certificate, true, recordings);
  }

  /**
   * Adds recordings of your own. One with the name of an existing recording, or that plays the same
   * situation, replaces it.
   *
   * @param folder a folder laid out like {@code openapi/recordings}
   * @return a copy
   * @throws io.github.cpapi.contract.RecordingException if the folder holds no recording, or one
   *     cannot be played; the message names the file, the member and what would be legal
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
        recordings.with(folder, Shipped.spec()));
  }
}
