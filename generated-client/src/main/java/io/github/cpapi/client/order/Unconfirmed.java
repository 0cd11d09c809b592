package io.github.cpapi.client.order;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderPrompt;
import java.util.List;
import java.util.stream.Collectors;

/** Why the next order is refused while others have no known outcome, and what to do about each. */
final class Unconfirmed {

  private Unconfirmed() {}

  static String message(List<OpenEntry> open) {
    return Redactor.redact(
        "journal: what became of "
            + open.size()
            + " order(s) sent earlier is not known: "
            + open.stream().map(Unconfirmed::words).collect(Collectors.joining("; "))
            + "; call recover() before the next order. Nothing was sent. What recover() cannot find out is closed by"
            + " hand: look at the account, then call writeOff(name, note)");
  }

  private static String words(OpenEntry entry) {
    OrderPrompt prompt = entry.prompt();
    String state = entry.outcome() == null ? "no outcome" : entry.outcome();
    return "entry "
        + entry.name()
        + ", "
        + state
        + ", clientOrderId "
        + entry.intent().clientOrderIds()
        + (prompt == null
            ? ""
            : ": answerPrompt(\"" + prompt.requestId() + "\", policy) answers its prompt");
  }
}
