package io.github.cpapi.conformance.safety;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.conformance.gateway.Pacing;
import io.github.cpapi.conformance.gateway.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A gateway that runs already: IBKR's, or a mock in another process, which is treated no
 * differently. Everything goes through an {@link OrderGuard}; the orders of the run and of earlier
 * runs are cancelled at its beginning and its end.
 */
public final class RunningTarget implements Target {

  private final String baseUrl;
  private final Allowed allowed;
  private final Connection connection;
  private final OrderGuard guard;
  private final Sweep sweep;
  private final Set<String> fills = new LinkedHashSet<>();
  private List<String> leftovers = List.of();
  private final List<String> earlier;

  /**
   * Connects to a gateway, and cancels what an earlier run left.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param account a paper account
   * @param allowed what may be sent
   * @param pacing the rate limits, shared by all requests of the run
   * @param tag the beginning of the client order ids of the run
   * @param ledger the orders that may be open
   * @throws SafetyException if orders could be sent, but the account does not prove to be a paper
   *     account
   */
  public RunningTarget(
      String baseUrl,
      String account,
      TlsTrust trust,
      Allowed allowed,
      PacingPolicy pacing,
      String tag,
      OrderLedger ledger) {
    this.baseUrl = baseUrl;
    this.allowed = allowed;
    Pacing.countPreviousRun(pacing);
    Connection unguarded = new Connection(baseUrl, account, trust, pacing, tag, List.of());
    PaperProof proof = new PaperProof(baseUrl, account, unguarded.http());
    this.guard = new OrderGuard(baseUrl, account, tag, allowed, proof, ledger);
    this.connection = unguarded.watchedBy(guard);
    this.sweep = new Sweep(baseUrl, account, connection.http(), guard, ledger);
    if (allowed != Allowed.READS) {
      proof
          .objection()
          .ifPresent(
              reason -> {
                throw new SafetyException("no order is sent to this gateway: " + reason);
              });
      earlier = ledger.isEmpty() ? List.of() : told(ledger.orders().size(), sweep());
    } else {
      earlier = List.of();
    }
  }

  @Override
  public String description() {
    return baseUrl
        + switch (allowed) {
          case READS -> ", read only";
          case HARMLESS_ORDERS -> "";
          case FILLS -> ", with fills";
        };
  }

  @Override
  public Optional<String> lacks(Capability need) {
    return lacks(need, allowed);
  }

  /**
   * Returns why a gateway that the kit did not start does not offer something; empty if it does.
   */
  public static Optional<String> lacks(Capability need, Allowed allowed) {
    return switch (need) {
      case ORDERS ->
          allowed == Allowed.READS ? Optional.of("the run only reads") : Optional.empty();
      case FILLS ->
          allowed == Allowed.FILLS ? Optional.empty() : Optional.of("not allowed: --allow-fills");
      default ->
          Optional.of("not on a gateway that the kit did not start: the clause " + need.meaning());
    };
  }

  @Override
  public boolean parallel() {
    return false;
  }

  @Override
  public Connection connect() {
    return connection;
  }

  /** Returns the requests that were refused for safety, one line each. */
  public List<String> refusals() {
    return guard.refusals();
  }

  @Override
  public synchronized List<String> leftovers() {
    return leftovers;
  }

  @Override
  public synchronized List<String> fills() {
    return List.copyOf(fills);
  }

  /** Returns what an earlier run left and what became of it, one line each. */
  public List<String> earlier() {
    return earlier;
  }

  private static List<String> told(int noted, Sweep.Swept swept) {
    List<String> lines = new ArrayList<>();
    swept.ended().forEach(line -> lines.add("An earlier run left " + line));
    swept.filled().forEach(line -> lines.add("An earlier run left " + line));
    swept.left().forEach(line -> lines.add("STILL LEFT by an earlier run: " + line));
    if (lines.isEmpty()) {
      lines.add(
          "An earlier run did not reach its end. Orders that it noted: %d. None is open."
              .formatted(noted));
    }
    return List.copyOf(lines);
  }

  private Sweep.Swept sweep() {
    Sweep.Swept swept = sweep.run(allowed == Allowed.FILLS);
    leftovers = swept.left();
    fills.addAll(swept.filled());
    return swept;
  }

  @Override
  public synchronized void settle() {
    sweep.declineOpenQuestions();
  }

  /** Cancels the orders of the run, and proves that none is open. */
  @Override
  public synchronized void close() {
    if (allowed != Allowed.READS) {
      sweep();
    }
  }
}
