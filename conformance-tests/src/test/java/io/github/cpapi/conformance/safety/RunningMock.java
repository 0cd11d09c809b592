package io.github.cpapi.conformance.safety;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import java.nio.file.Path;

/** A mock as a gateway that the kit did not start, without rate limits. */
public final class RunningMock {

  private RunningMock() {}

  /**
   * Connects.
   *
   * @param account the account of the run, whose client order ids begin with {@code run}
   * @param folder holds the ledger, {@code ledger.txt}
   */
  public static RunningTarget of(MockGateway mock, String account, Allowed allowed, Path folder) {
    return new RunningTarget(
        mock.baseUrl(),
        account,
        TlsTrust.pinned(mock.certificate()),
        allowed,
        PacingPolicy.off(),
        "run",
        new OrderLedger(folder.resolve("ledger.txt")));
  }
}
