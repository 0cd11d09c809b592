package io.github.cpapi.conformance.gateway;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.record.Recorder;
import java.util.List;
import java.util.Optional;

/**
 * A target whose exchanges are recorded: those of the tests that reach the gateway, not those that
 * prove the account or cancel orders at the end. Thread-safe.
 *
 * @param recorder is closed with the target
 */
public record RecordedTarget(Target target, Recorder recorder) implements Target {

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public Optional<String> lacks(Capability need) {
    return target.lacks(need);
  }

  @Override
  public boolean parallel() {
    return target.parallel();
  }

  @Override
  public Connection connect() {
    return target.connect().alsoWatchedBy(recorder.interceptor());
  }

  @Override
  public Isolated isolated(String scenario) {
    Isolated isolated = target.isolated(scenario);
    return new RecordedMock(isolated, isolated.connection().alsoWatchedBy(recorder.interceptor()));
  }

  @Override
  public void settle() {
    target.settle();
  }

  @Override
  public List<String> leftovers() {
    return target.leftovers();
  }

  @Override
  public List<String> fills() {
    return target.fills();
  }

  @Override
  public void close() {
    target.close();
    recorder.close();
  }

  private record RecordedMock(Isolated isolated, Connection connection) implements Isolated {
    @Override
    public MockGateway mock() {
      return isolated.mock();
    }

    @Override
    public void close() {
      isolated.close();
    }
  }
}
