package io.github.cpapi.conformance.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of the requests or answers of an operation. In a pointer {@code *} stands for every
 * row or member.
 *
 * @param on the operationIds; {@code *} for all; {@code webSocket} for the frames of the gateway,
 *     to which path, body, replace and the changes of members apply
 * @param path a regular expression that the path with its query must contain, or the frame; null
 *     for any
 * @param sent a regular expression that the body of the request must contain; null for any
 * @param when the status that the gateway must answer; null for any
 * @param has a pointer that must exist in the answer; null for none
 * @param trick what is done instead of passing the request on once
 * @param send texts to replace in the body of the request
 * @param status the new status of the answer; null keeps it
 * @param headers new headers of the answer; an empty text removes the header, {@code {length}}
 *     stands for the length of the body
 * @param body the new body of the answer, in which {@code {last}} stands for the last part of the
 *     path; null keeps it
 * @param replace texts to replace in the body of the answer
 * @param set members that get a value
 * @param add members that get a value where they are missing
 * @param remove members that are missing
 * @param rename members that have another name
 * @param retype members whose number becomes text, and the other way round
 * @param empty members that are null
 * @param reverse lists whose rows come in reverse
 * @param sort lists whose rows are sorted by a member
 */
public record Change(
    @JsonProperty(required = true) List<String> on,
    @Nullable String path,
    @Nullable String sent,
    @Nullable Integer when,
    @Nullable String has,
    @Nullable Trick trick,
    Map<String, String> send,
    @Nullable Integer status,
    Map<String, String> headers,
    @Nullable String body,
    Map<String, String> replace,
    Map<String, JsonNode> set,
    Map<String, JsonNode> add,
    List<String> remove,
    Map<String, String> rename,
    List<String> retype,
    List<String> empty,
    List<String> reverse,
    Map<String, String> sort) {

  /** What a broken gateway does instead of passing a request on once. */
  public enum Trick {
    /** It answers and does nothing. */
    SWALLOW,
    /** It executes the request twice, and gives the second answer. */
    TWICE,
    /** It executes orders once more without a word, and confirms their questions itself. */
    SHADOW,
    /** It confirms the first question itself. */
    DROP_QUESTION,
    /** It asks each question once more. */
    DOUBLE_QUESTION
  }

  /** Copies the lists and maps; those that are missing are empty. */
  public Change {
    on = List.copyOf(on);
    send = copy(send);
    headers = copy(headers);
    replace = copy(replace);
    set = copy(set);
    add = copy(add);
    remove = copy(remove);
    rename = copy(rename);
    retype = copy(retype);
    empty = copy(empty);
    reverse = copy(reverse);
    sort = copy(sort);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static <T> Map<String, T> copy(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }
}
