package io.github.cpapi.conformance.drift.side;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.drift.Drift;
import io.github.cpapi.conformance.drift.Finding;
import io.github.cpapi.conformance.drift.compare.Comparer;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.DocumentException;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Compares any two sides. */
public final class Drifts {

  /** The side that is the contract. */
  public static final String CONTRACT = "contract";

  /** The side that is the facts accepted last. */
  public static final String BASELINE = "baseline";

  private final Spec spec;
  private final Recordings recordings;
  private final Clock clock;
  private final Path baselines;

  /** Compares from the view of the shipped contract and its recordings. */
  public Drifts(Clock clock) {
    this(Spec.load(), Recordings.load(), clock, Baseline.FOLDER);
  }

  /**
   * Compares from the view of a contract and recordings.
   *
   * @param baselines the folder that is searched for accepted facts first
   */
  public Drifts(Spec spec, Recordings recordings, Clock clock, Path baselines) {
    this.spec = spec;
    this.recordings = recordings;
    this.clock = clock;
    this.baselines = baselines;
  }

  /**
   * Compares two sides.
   *
   * @param base {@code contract}, {@code baseline}, a file or an address of a document; a folder of
   *     recordings or the {@code results.json} of a run if the other side is the contract
   * @param revision the same
   * @param all also operations that the contract lacks
   * @throws DocumentException if a side cannot be read, or the sides cannot be compared
   */
  public Drift compare(String base, String revision, boolean all) {
    if (recorded(base) || recorded(revision)) {
      String other = recorded(base) ? revision : base;
      if (!other.equals(CONTRACT)) {
        throw new DocumentException(
            "recordings and runs are compared with contract, not with " + other);
      }
      return new Drift(
          base,
          revision,
          clock.instant(),
          List.of(),
          new RecordedAnswers(spec).compare(Path.of(recorded(base) ? base : revision)));
    }
    Document before = read(base);
    Document after = read(revision);
    List<String> repairs = new ArrayList<>(before.repairs());
    after.repairs().stream().filter(repair -> !repairs.contains(repair)).forEach(repairs::add);
    return new Drift(
        base, revision, clock.instant(), repairs, findings(before, after, base, revision, all));
  }

  private List<Finding> findings(
      Document before, Document after, String base, String revision, boolean all) {
    Comparer comparer = new Comparer(spec, recordings);
    if (base.equals(revision) || !base.equals(CONTRACT) && !revision.equals(CONTRACT)) {
      return comparer.compare(before, after, all);
    }
    Document baseline = Baseline.read(baselines);
    return base.equals(CONTRACT)
        ? comparer.compareContract(before, after, baseline, false, all)
        : comparer.compareContract(after, before, baseline, true, all);
  }

  /**
   * Reads a side that is a document.
   *
   * @param side {@code contract}, {@code baseline}, a file or an address
   * @throws DocumentException if it cannot be read
   */
  public Document read(String side) {
    return switch (side) {
      case CONTRACT -> contract();
      case BASELINE -> Baseline.read(baselines);
      default -> Document.read(side);
    };
  }

  private static boolean recorded(String side) {
    if (Document.isAddress(side)) {
      return false;
    }
    try {
      Path path = Path.of(side);
      return Files.isDirectory(path) || RecordedAnswers.isRun(path);
    } catch (InvalidPathException e) {
      throw new DocumentException("%s is no path: %s".formatted(side, e.getReason()));
    }
  }

  /** The contract, whose corrections know where they are. */
  private Document contract() {
    JsonNode tree = spec.document().deepCopy();
    placed(tree, "");
    Document document = Document.of(CONTRACT, tree);
    return new Document(CONTRACT, document.version(), document.facts(), List.of());
  }

  private static void placed(JsonNode node, String pointer) {
    if (node.path("x-upstream") instanceof ObjectNode correction) {
      correction.put("at", name(pointer));
    }
    if (node.isObject()) {
      node.properties()
          .forEach(e -> placed(e.getValue(), pointer + "/" + e.getKey().replace("/", "~1")));
    } else {
      int i = 0;
      for (JsonNode element : node) {
        placed(element, pointer + "/" + i++);
      }
    }
  }

  /** For example {@code OrderTicket.side}. */
  private static String name(String pointer) {
    return pointer
        .replaceAll("^/components/(schemas|responses|parameters)/", "")
        .replace("/properties/", ".")
        .replaceAll("^/paths/", "")
        .replace("~1", "/");
  }
}
