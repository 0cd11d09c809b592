package io.github.cpapi.conformance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Where the figures come from.
 *
 * @param date the day, UTC
 * @param processor its model, as far as the system tells
 * @param cores how many processors the JVM sees
 * @param memory in GiB
 * @param system operating system and kernel
 * @param jdk version and vendor
 * @param load programs that want to run, averaged over the minute before, or empty
 */
record Machine(
    String date, String processor, int cores, long memory, String system, String jdk, String load) {

  static Machine describe() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double load = system.getSystemLoadAverage();
    return new Machine(
        LocalDate.now(ZoneOffset.UTC).toString(),
        model(),
        system.getAvailableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
        system.getName() + " " + system.getVersion() + ", " + system.getArch(),
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
        load < 0 ? "" : Figure.digits(load));
  }

  /** Linux tells the model in a file; elsewhere the name of the architecture has to do. */
  private static String model() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst(".*:\\s*", ""))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
