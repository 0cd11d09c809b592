package io.github.cpapi.cli.output;

/** How a command ends. Scripts rely on these numbers. */
public enum ExitCode {
  DONE(0, "Done; the order is accepted."),
  READ_FAILED(1, "A read failed. No order was involved."),
  USAGE(2, "Wrong arguments. Nothing was sent."),
  NOT_SENT(3, "It is proved that the broker has no such order."),
  DECLINED(10, "A question was declined, and the order with it."),
  REFUSED(11, "The broker refused the order."),
  STRANDED(12, "A question of the order is open and can no longer be answered."),
  UNKNOWN(13, "What became of the order is not known. Do not send it again: run cpapi recover."),
  PROMPTED(14, "The broker waits for a choice: run cpapi answer."),
  PARTLY(15, "Some orders of a bracket are accepted, others are not.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Returns the number that the process exits with. */
  public int number() {
    return number;
  }

  /** Returns what the help says about it. */
  public String meaning() {
    return meaning;
  }
}
