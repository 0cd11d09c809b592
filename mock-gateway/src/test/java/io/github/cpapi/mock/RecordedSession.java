package io.github.cpapi.mock;

import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.server.GatewayProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;

/** A recorder in front of a mock. */
final class RecordedSession implements AutoCloseable {

  private final Path folder;
  private final Path quarantine;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Recorder recorder;
  private final GatewayProxy proxy;
  private final Caller caller;

  RecordedSession(MockGateway mock, Path parent, String account) throws Exception {
    folder = parent.resolve("recorded");
    quarantine = parent.resolve("quarantine.txt");
    recorder = new Recorder(folder, quarantine, LeakGate.standard(), false, progress::add);
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(mock.certificate()).build();
    proxy =
        GatewayProxy.start(
            mock.baseUrl(),
            0,
            new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .addInterceptor(recorder.interceptor())
                .build(),
            recorder.messages());
    caller = new Caller(WireTest.trusting(proxy.certificate()), proxy.baseUrl(), account, false);
  }

  GatewayProxy proxy() {
    return proxy;
  }

  /** Talks through the proxy. */
  Caller caller() {
    return caller;
  }

  Path folder() {
    return folder;
  }

  List<String> progress() {
    return Collections.unmodifiableList(progress);
  }

  String quarantine() {
    return Files.exists(quarantine) ? read(quarantine) : "";
  }

  /** The contents of all files by their names. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    proxy.close();
    recorder.close();
  }
}
