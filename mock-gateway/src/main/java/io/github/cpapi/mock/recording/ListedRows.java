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
 * Rows of an answer that is put together: as recorded where they were, and else constructed from
 * the scenario. Belongs to one call.
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

  /** Says that a recorded row is of a contract that the scenario does not have. */
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

  /** What was played, by name. */
  List<String> played() {
    return played.stream().map(Recording::name).toList();
  }

  /** The recording whose status and headers are played. There has to be a row. */
  Recording frame() {
    return played.get(0);
  }

  public Answer answer(String name, String scenario) {
    return Answer.played(frame(), rows)
        .withRecordings(played())
        .withRemarks(remarks(name, scenario));
  }

  /**
   * What a developer should know of the rows; nothing where they are as recorded.
   *
   * @param name what the rows are of
   * @param scenario its id
   */
  List<Remark> remarks(String name, String scenario) {
    List<String> parts = new ArrayList<>();
    if (constructed > 0) {
      parts.add(
          "%d of %d rows are constructed from it and tell no more than it has"
              .formatted(constructed, rows.size()));
    }
    if (leftOut > 0) {
      parts.add("%d recorded ones are left out, which it does not have".formatted(leftOut));
    }
    return parts.isEmpty()
        ? List.of()
        : List.of(
            Remark.of(
                "%s as in the scenario %s: %s"
                    .formatted(name, scenario, String.join(", ", parts))));
  }
}
