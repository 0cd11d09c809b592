package io.github.cpapi.mock.leak;

import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class DebugTest {
  @Test
  void debug() throws Exception {
    Facts known = Facts.shipped();
    Map<String, Set<String>> by = new TreeMap<>();
    for (Path f : FactsTest.recordings()) {
      String name = Path.of("../openapi/recordings").relativize(f).toString();
      for (var x : new Examination(known, true).examine(name, Files.readAllBytes(f)))
        by.computeIfAbsent(x.shape() + " " + x.region() + " " + x.member(), k -> new TreeSet<>())
            .add(x.value() + (x.how().isEmpty() ? "" : "(" + x.how() + ")"));
    }
    List<String> lines = new ArrayList<>();
    by.forEach((k, v) -> lines.add(k + " " + v));
    Files.write(Path.of("/tmp/debug.txt"), lines);
  }
}
