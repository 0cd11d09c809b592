package io.github.cpapi.mock.cli;

import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

/** A request to a running mock, which loads the classes that an archive of classes should have. */
final class Rehearsal {

  private Rehearsal() {}

  static void of(MockGateway gateway) throws IOException {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder().addTrustedCertificate(gateway.certificate()).build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
            .build();
    Request tickle = new Request.Builder().url(gateway.baseUrl() + "/tickle").build();
    try (Response answer = client.newCall(tickle).execute()) {
      if (!answer.isSuccessful()) {
        throw new IOException("the mock answers " + answer.code());
      }
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
