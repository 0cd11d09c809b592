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
 * The faults that are armed in one mock. Thread-safe: each is played as often as it was armed for,
 * however many requests come at the same time.
 */
public final class Faults {

  private final Set<String> operations;
  private final List<String> accounts;

  /** Replaced as a whole, so that requests need no lock while nothing is armed. */
  private volatile List<ArmedFault> armed = List.of();

  /**
   * Begins with nothing armed.
   *
   * @param operations the operations that a fault can befall
   * @param accounts the accounts of the session
   */
  public Faults(Collection<String> operations, List<String> accounts) {
    this.operations = new TreeSet<>(operations);
    this.accounts = List.copyOf(accounts);
  }

  /**
   * Arms a fault. Of several that match a request the one that was armed first is played.
   *
   * @param fault what will go wrong, and for which request
   * @throws IllegalArgumentException if there is no such operation or account
   */
  public synchronized void arm(ArmedFault fault) {
    fault
        .operation()
        .filter(operation -> !operations.contains(operation))
        .ifPresent(
            operation -> {
              throw new IllegalArgumentException(
                  "operation: %s is none that the mock can trouble; legal are %s"
                      .formatted(operation, String.join(", ", operations)));
            });
    fault
        .account()
        .filter(account -> !accounts.contains(account))
        .ifPresent(
            account -> {
              throw new IllegalArgumentException(
                  "account: %s is not one of the session; legal are %s"
                      .formatted(account, String.join(", ", accounts)));
            });
    List<ArmedFault> more = new ArrayList<>(armed);
    more.add(fault);
    armed = List.copyOf(more);
  }

  /** Disarms everything. */
  public synchronized void disarm() {
    armed = List.of();
  }

  /**
   * Returns what is armed.
   *
   * @return the faults in the order in which they were armed, each with the times that are left
   */
  public List<ArmedFault> armed() {
    return armed;
  }

  /**
   * Takes a fault for a request. No other request gets the same one.
   *
   * @param moments when it may be played
   * @param operation the operation that is called
   * @param account the account that the request is about
   * @return the fault, or nothing where none matches
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
   * Finds what stays armed although a request matched it, because its moment did not come.
   *
   * @param operation the operation that was called
   * @param account the account that the request was about
   * @return the first such fault, or nothing
   */
  public Optional<ArmedFault> waiting(String operation, String account) {
    return armed.stream().filter(fault -> fault.appliesTo(operation, account)).findFirst();
  }
}
