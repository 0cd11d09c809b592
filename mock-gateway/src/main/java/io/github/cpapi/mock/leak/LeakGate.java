package io.github.cpapi.mock.leak;

import io.github.cpapi.mock.leak.Examination.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a file may be published, by shape: what looks like an account, an address, a
 * token and so on, and each word and long number outside the contract's vocabulary, must be on the
 * allow-list. A text is examined as it is and with its encodings undone. What cannot be decoded
 * with certainty is refused.
 *
 * <p>Immutable, thread-safe.
 */
public final class LeakGate {

  private final Facts facts;
  private final boolean recording;

  /** Reads the files at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final Facts FACTS = Facts.shipped();
  }

  private LeakGate(Facts facts, boolean recording) {
    this.facts = facts;
    this.recording = recording;
  }

  /** Returns the gate for recordings, with the allow-list of this jar. */
  public static LeakGate standard() {
    return new LeakGate(Shipped.FACTS, true);
  }

  /**
   * Returns the gate for source files and documents. It looks for the shapes of secrets only:
   * neither words nor numbers, and no host names but private ones.
   */
  public static LeakGate prose() {
    return new LeakGate(Shipped.FACTS, false);
  }

  /**
   * Returns this gate with a further allow-list.
   *
   * @param file a YAML file with lines such as {@link Leak#allowLine()}, each with a reason
   * @throws IllegalArgumentException if it cannot be read, or an entry is wrong; the message names
   *     the file and the entry
   */
  public LeakGate allowing(Path file) {
    return new LeakGate(facts.with(file), recording);
  }

  /**
   * Examines a file. Plain and gzipped text is read; JSON is read member by member.
   *
   * @param place the name of the file relative to the folder of recordings, with {@code /}; it is
   *     examined as well
   * @param content the bytes of the file
   * @return one leak for each place and shape, in the order of the file; empty if the file may be
   *     published
   */
  public List<Leak> leaks(String place, byte[] content) {
    Map<List<Object>, Leak> leaks = new LinkedHashMap<>();
    for (Finding finding : new Examination(facts, recording).examine(place, content)) {
      leaks.computeIfAbsent(
          List.of(finding.place(), finding.shape()), placeAndShape -> leak(finding));
    }
    return List.copyOf(leaks.values());
  }

  private static Leak leak(Finding finding) {
    String reason = finding.shape().reason();
    return new Leak(
        finding.place(),
        finding.shape(),
        finding.how().isEmpty() ? reason : reason + " (" + finding.how() + ")",
        "- {place: \"%s\", shape: %s, reason: \"%s\"}"
            .formatted(
                finding.place().replace("\\", "\\\\").replace("\"", "\\\""),
                finding.shape(),
                Allowed.NO_REASON));
  }
}
