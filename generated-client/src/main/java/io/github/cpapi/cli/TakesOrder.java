package io.github.cpapi.cli;

/** A command whose arguments are an order. */
interface TakesOrder {

  OrderArguments order();

  /** Returns how many arguments come before those of the order. */
  default int firstPosition() {
    return 0;
  }
}
