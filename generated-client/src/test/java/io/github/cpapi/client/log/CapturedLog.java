package io.github.cpapi.client.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The provider of SLF4J in the tests of this module. It keeps what is logged while a capture is
 * open, from every thread; otherwise all levels are off.
 */
public final class CapturedLog implements SLF4JServiceProvider {

  private static final List<Capture> CAPTURES = new CopyOnWriteArrayList<>();

  /** What is logged by this library until it is closed. */
  public static Capture capture() {
    Capture capture = new Capture();
    CAPTURES.add(capture);
    return capture;
  }

  /** Lines such as {@code WARN RateLimiter: the text}. */
  public static final class Capture implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** What was logged so far. */
    public List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public void close() {
      CAPTURES.remove(this);
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return CapturingLogger::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return new BasicMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return new NOPMDCAdapter();
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  private static final class CapturingLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    CapturingLogger(String name) {
      this.name = name;
    }

    private boolean isCaptured() {
      return name.startsWith("io.github.cpapi.client.") && !CAPTURES.isEmpty();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      String line =
          level
              + " "
              + name.substring(name.lastIndexOf('.') + 1)
              + ": "
              + MessageFormatter.arrayFormat(message, arguments, thrown).getMessage()
              + (thrown == null ? "" : " " + thrown);
      CAPTURES.forEach(capture -> capture.lines.add(line));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    public boolean isTraceEnabled() {
      return isCaptured();
    }

    @Override
    public boolean isDebugEnabled() {
      return isCaptured();
    }

    @Override
    public boolean isInfoEnabled() {
      return isCaptured();
    }

    @Override
    public boolean isWarnEnabled() {
      return isCaptured();
    }

    @Override
    public boolean isErrorEnabled() {
      return isCaptured();
    }
  }
}
