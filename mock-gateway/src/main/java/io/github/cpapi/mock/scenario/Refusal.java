package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.util.List;
import java.util.NoSuchElementException;

/** A reason to refuse a well-formed order. Immutable. */
@JsonDeserialize(using = RefusalReader.class)
public sealed interface Refusal {

  /**
   * Returns the id by which another scenario removes the refusal.
   *
   * @return for example {@code between-ticks}
   */
  String id();

  /** Returns the condition of the refusal. */
  Condition when();

  /**
   * Returns the text for {@code X-Mock-Why}.
   *
   * @return one sentence, without a full stop
   */
  String why();

  /**
   * Checks the refusal against its recording.
   *
   * @throws ScenarioException if there is no such recording, or it is not an answer to a ticket;
   *     the message names the refusal and the recording
   */
  default void check(Recordings all) {}

  /**
   * A recorded refusal.
   *
   * @param recording the recording, an answer of placeOrders or modifyOrder
   */
  @JsonDeserialize
  record Recorded(String id, Condition when, String recording, String why) implements Refusal {

    private static final List<String> OPERATIONS = List.of("placeOrders", "modifyOrder");

    @Override
    public void check(Recordings all) {
      try {
        Recording shown = all.get(recording);
        if (!OPERATIONS.contains(shown.operation())) {
          throw new ScenarioException(
              "refusal %s: recording: expected an answer of one of %s, but got %s, an answer of %s"
                  .formatted(id, String.join(", ", OPERATIONS), recording, shown.operation()));
        }
      } catch (NoSuchElementException e) {
        throw new ScenarioException("refusal %s: %s".formatted(id, e.getMessage()), e);
      }
    }
  }

  /**
   * A refusal with its own text, which need not be recorded.
   *
   * @param error the member {@code error} of the answer, sent unchanged under status 200
   */
  @JsonDeserialize
  record Written(String id, Condition when, String error, String why) implements Refusal {}
}
