package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.extension.responsetemplating.helpers.WireMockHelpers;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.server.RecordingStubs;
import java.util.concurrent.CompletableFuture;

/**
 * Read once for all mocks of a process, because reading takes longer than a start. The first use of
 * this class begins to read in the background.
 */
final class Shipped {

  private static final CompletableFuture<Recordings> RECORDINGS =
      CompletableFuture.supplyAsync(Recordings::load);
  private static final CompletableFuture<Spec> SPEC = CompletableFuture.supplyAsync(Spec::load);
  private static final CompletableFuture<Scenario> SCENARIO =
      CompletableFuture.supplyAsync(() -> Scenario.named(Scenario.FRESH_PAPER_ACCOUNT));

  static {
    SPEC.thenAcceptBothAsync(RECORDINGS, RecordingStubs::prepare);
    // WireMock creates all helpers of its templates at each start, although the mock has none.
    CompletableFuture.runAsync(WireMockHelpers::values);
  }

  private Shipped() {}

  /** Begins to read and does not wait for the end. */
  static void prepare() {
    // The initializers of the class do it.
  }

  static Spec spec() {
    return SPEC.join();
  }

  /** The default one. */
  static Scenario scenario() {
    return SCENARIO.join();
  }

  static Recordings recordings() {
    return RECORDINGS.join();
  }
}
