package io.github.cpapi.mock.state;

import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The armed faults of one mock. Thread-safe: each is injected exactly as often as it is armed for,
 * also under concurrent requests.
 */
public final class Faults {

  private final Set<String> operations;
  private final List<String> accounts;

  /** Replaced as a whole: requests need no lock while nothing is armed. */
  private volatile List<ArmedFault> armed = List.of();

  /**
   * Starts without armed faults.
   *
   * @param operations the operations to which faults can apply
   * @param accounts the accounts of the session
   */
  public Faults(Collection<String> operations, List<String> accounts) {
    this.operations = new TreeSet<>(operations);
    this.accounts = List.copyOf(accounts);
  }

  /**
   * Arms a fault. If several match a request, the one that was armed first is injected.
   *
   * @param fault the fault and the requests to which it applies
   * @throws IllegalArgumentException if there is no such operation or account
   */
  public synchronized void arm(ArmedFault fault) {
    fault
        .operation()
        .filter(operation -> !operations.contains(operation))
        .ifPresent(
            operation -> {
              throw new IllegalArgumentException(
                  "operation: expected one of %s, but got %s"
                      .formatted(String.join(", ", operations), operation));
            });
    fault
        .account()
        .filter(account -> !accounts.contains(account))
        .ifPresent(
            account -> {
              throw new IllegalArgumentException(
                  "account: expected one of %s, but got %s"
                      .formatted(String.join(", ", accounts), account));
            });
    List<ArmedFault> more = new ArrayList<>(armed);
    more.add(fault);
    armed = List.copyOf(more);
  }

  /** Disarms all faults. */
  public synchronized void disarm() {
    armed = List.of();
  }

  /**
   * Returns the armed faults in the order in which they were armed, each with its remaining number
   * of times.
   */
  public List<ArmedFault> armed() {
    return armed;
  }

  /**
   * Claims a fault for a request. No other request gets the same one.
   *
   * @param moments the moments that match
   * @param operation the operation that the request calls
   * @param account the account that the request concerns
   * @return the fault, or empty if none matches
   */
  public Optional<ArmedFault> claim(Set<Fault.When> moments, String operation, String account) {
    return armed.isEmpty() ? Optional.empty() : claimArmed(moments, operation, account);
  }

  private synchronized Optional<ArmedFault> claimArmed(
      Set<Fault.When> moments, String operation, String account) {
    List<ArmedFault> left = new ArrayList<>(armed);
    for (int i = 0; i < left.size(); i++) {
      ArmedFault candidate = left.get(i);
      if (!moments.contains(candidate.fault().when()) || !candidate.appliesTo(operation, account)) {
        continue;
      }
      if (candidate.after() > 0) {
        left.set(i, candidate.after(candidate.after() - 1));
        continue;
      }
      if (candidate.times() == 1) {
        left.remove(i);
      } else {
        left.set(i, candidate.times(candidate.times() - 1));
      }
      armed = List.copyOf(left);
      return Optional.of(candidate);
    }
    armed = List.copyOf(left);
    return Optional.empty();
  }

  /**
   * Finds a fault that matched a request but stays armed because its moment did not occur.
   *
   * @param operation the operation that the request called
   * @param account the account that the request concerned
   * @return the first such fault, or empty
   */
  public Optional<ArmedFault> waiting(String operation, String account) {
    return armed.stream().filter(fault -> fault.appliesTo(operation, account)).findFirst();
  }
}
