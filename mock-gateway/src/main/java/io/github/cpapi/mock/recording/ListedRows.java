package io.github.cpapi.mock.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an assembled answer: recorded rows, and rows constructed from the scenario. Belongs
 * to one call; not thread-safe.
 */
public final class ListedRows {

  private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
  private final List<Recording> played = new ArrayList<>();
  private int constructed;
  private int leftOut;

  public void addRecorded(JsonNode row, Recording recording) {
    rows.add(row);
    note(recording);
  }

  public void addConstructed(JsonNode row, Recording shape) {
    rows.add(row);
    note(shape);
    constructed++;
  }

  /** Counts a recorded row that is left out because the scenario lacks its contract. */
  public void leaveOut() {
    leftOut++;
  }

  private void note(Recording recording) {
    if (!played.contains(recording)) {
      played.add(recording);
    }
  }

  public ArrayNode rows() {
    return rows;
  }

  /** Returns the names of the played recordings. */
  List<String> played() {
    return played.stream().map(Recording::name).toList();
  }

  /** Returns the recording of the status and the headers. Needs at least one row. */
  Recording frame() {
    return played.get(0);
  }

  public Answer answer(String name, String scenario) {
    return Answer.played(frame(), rows)
        .withRecordings(played())
        .withRemarks(remarks(name, scenario));
  }

  /**
   * Returns remarks about the rows; none if all rows are as recorded.
   *
   * @param name the subject of the rows
   * @param scenario its id
   */
  List<Remark> remarks(String name, String scenario) {
    List<String> parts = new ArrayList<>();
    if (constructed > 0) {
      parts.add(
          "%d of %d rows are constructed from it and contain only what it has"
              .formatted(constructed, rows.size()));
    }
    if (leftOut > 0) {
      parts.add(
          "%d recorded ones are left out because it lacks their contracts".formatted(leftOut));
    }
    return parts.isEmpty()
        ? List.of()
        : List.of(
            Remark.of(
                "%s as in the scenario %s: %s"
                    .formatted(name, scenario, String.join(", ", parts))));
  }
}
