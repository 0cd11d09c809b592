package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.server.GatewayProxy;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the recorder costs a client: the same requests to the mock, to a proxy in front of it, and
 * to a proxy that records, in turns. Run it with {@code -Pload}; it writes {@code
 * target/recorder-cost.md}.
 */
@Tag("load")
@DisplayName("The cost of the recorder")
class RecorderCostIT {

  private static final int ROUNDS = Integer.getInteger("recorder.rounds", 3_000);
  private static final int WARM_UP = 1_000;

  @TempDir private Path folder;

  @Test
  @DisplayName("is less than a millisecond a request at the median")
  void cost() throws Exception {
    Map<String, Histogram> latencies = new LinkedHashMap<>();
    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults());
        Recorder recorder =
            new Recorder(
                folder.resolve("out"),
                folder.resolve("quarantine.txt"),
                LeakGate.standard(),
                false,
                line -> {});
        GatewayProxy plain = GatewayProxy.start(mock.baseUrl(), 0, trusting(mock));
        GatewayProxy recording =
            GatewayProxy.start(
                mock.baseUrl(),
                0,
                trusting(mock).newBuilder().addInterceptor(recorder.interceptor()).build())) {
      Map<String, Caller> ways = new LinkedHashMap<>();
      ways.put("the mock", caller(WireTest.trusting(mock.certificate()), mock.baseUrl()));
      ways.put("a proxy", caller(WireTest.trusting(plain.certificate()), plain.baseUrl()));
      ways.put(
          "a proxy that records",
          caller(WireTest.trusting(recording.certificate()), recording.baseUrl()));
      ways.keySet().forEach(way -> latencies.put(way, new Histogram(3)));
      ways.get("the mock").get("/iserver/accounts");
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        int number = round;
        ways.forEach(
            (way, caller) -> {
              long start = System.nanoTime();
              // Of a size that a client often asks for, about 3 kB.
              assertThat(caller.get("/iserver/contract/265598/info-and-rules").status())
                  .isEqualTo(200);
              if (number >= 0) {
                latencies.get(way).recordValue((System.nanoTime() - start) / 1000);
              }
            });
      }
    }

    Files.writeString(Path.of("target", "recorder-cost.md"), table(latencies));
    System.out.println(table(latencies));
    assertThat(
            latencies.get("a proxy that records").getValueAtPercentile(50)
                - latencies.get("a proxy").getValueAtPercentile(50))
        .as("microseconds")
        .isLessThan(1000);
  }

  private static Caller caller(HttpClient http, String baseUrl) {
    return new Caller(http, baseUrl, Recording.ACCOUNT, false);
  }

  private static OkHttpClient trusting(MockGateway mock) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(mock.certificate()).build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
        .build();
  }

  private static String table(Map<String, Histogram> latencies) {
    StringBuilder table =
        new StringBuilder("| through | requests | median | 99 % |\n| --- | ---: | ---: | ---: |\n");
    latencies.forEach(
        (way, latency) ->
            table.append(
                "| %s | %d | %.3f ms | %.3f ms |%n"
                    .formatted(
                        way,
                        latency.getTotalCount(),
                        latency.getValueAtPercentile(50) / 1000.0,
                        latency.getValueAtPercentile(99) / 1000.0)));
    return table.toString();
  }
}
