package io.github.cpapi.cli.ticket;

/** A command whose arguments are an order. */
public interface TakesOrder {

  /** Returns the arguments, which hold what was typed. */
  OrderArguments order();

  /** Returns how many arguments come before those of the order. */
  default int firstPosition() {
    return 0;
  }
}
