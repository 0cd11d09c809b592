package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.util.List;
import java.util.NoSuchElementException;

/** A reason for which the broker refuses an order that it can read. Immutable. */
@JsonDeserialize(using = RefusalReader.class)
public sealed interface Refusal {

  /**
   * Returns the name by which another scenario removes it.
   *
   * @return for example {@code between-ticks}
   */
  String id();

  /** Returns what makes the broker refuse. */
  Condition when();

  /**
   * Returns what the developer reads in {@code X-Mock-Why}.
   *
   * @return one sentence, without a full stop
   */
  String why();

  /**
   * Holds it against the recording that it names.
   *
   * @param all where the recordings are
   * @throws ScenarioException if there is no such recording, or it answers no ticket; it names the
   *     refusal and the recording
   */
  default void check(Recordings all) {}

  /**
   * A refusal that was recorded.
   *
   * @param recording the recording that shows it, an answer to a submission or a change
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
              "refusal %s: %s is an answer of %s; legal are answers of %s"
                  .formatted(id, recording, shown.operation(), String.join(", ", OPERATIONS)));
        }
      } catch (NoSuchElementException e) {
        throw new ScenarioException("refusal %s: %s".formatted(id, e.getMessage()), e);
      }
    }
  }

  /**
   * A refusal in words of its own, which need not have been recorded.
   *
   * @param error the member {@code error} of the answer, sent as it is written under status 200
   */
  @JsonDeserialize
  record Written(String id, Condition when, String error, String why) implements Refusal {}
}
