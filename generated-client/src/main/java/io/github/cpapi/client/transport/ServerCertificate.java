package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Given;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The certificate that a server presents, for a person to compare. Reading it is not trusting it.
 *
 * @param certificate the server's own certificate, without its issuers
 */
public record ServerCertificate(X509Certificate certificate) {

  /**
   * Reads the certificate of a server in a TLS handshake that always fails, so that no HTTP request
   * can follow. Blocks for at most {@code connectTimeout + answerTimeout}.
   *
   * @param baseUrl a URL of the server; only host and port are used
   * @param connectTimeout how long connecting may take
   * @param answerTimeout how long the handshake may take
   * @throws NotSentException if the server cannot be reached or presents no certificate
   * @throws IllegalArgumentException if it is not a URL
   */
  public static ServerCertificate read(
      String baseUrl, Duration connectTimeout, Duration answerTimeout) {
    HttpUrl url = HttpUrl.get(Given.value("baseUrl", baseUrl));
    Given.value("connectTimeout", connectTimeout);
    Given.value("answerTimeout", answerTimeout);
    Request request =
        new Request.Builder()
            .url(new HttpUrl.Builder().scheme("https").host(url.host()).port(url.port()).build())
            .build();
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(connectTimeout)
            .readTimeout(answerTimeout)
            .callTimeout(connectTimeout.plus(answerTimeout));
    Gateway.repeatNothing(http);
    Tls.Recording recording = Tls.record(http);
    // The refused certificate ends the handshake; this is a second lock.
    http.addNetworkInterceptor(
        chain -> {
          throw new IOException("no request is sent");
        });
    OkHttpClient client = http.build();
    try {
      client.newCall(request).execute().close();
      throw new IOException("the handshake did not fail");
    } catch (Exception e) {
      // Not only IOException: OkHttp can throw an undeclared InterruptedException.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return recording
          .presented()
          .map(ServerCertificate::new)
          .orElseThrow(
              () ->
                  new NotSentException(
                      "nothing was sent: " + e + ConnectionHint.of(request, e),
                      "TLS handshake",
                      e));
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  /**
   * Returns the SHA-256 fingerprint as {@code openssl x509 -fingerprint} prints it: 32 pairs of
   * upper-case hexadecimal digits with colons. {@link TlsTrust#pinned(String)} accepts it.
   */
  public String sha256() {
    return Tls.sha256(certificate).toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
  }

  /** Returns the subject, for example {@code CN=Client Portal Web API,O=Interactive Brokers}. */
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  /** Returns when the certificate expires or expired. */
  public Instant expiry() {
    return certificate.getNotAfter().toInstant();
  }
}
