package io.github.cpapi.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Configures OkHttp for a {@link TlsTrust}. */
final class Tls {

  /** OkHttp's own. A client without TLS does not load the trust store of the Java runtime. */
  private static final HostnameVerifier NAMES_THE_HOST =
      new OkHttpClient.Builder()
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .build()
          .hostnameVerifier();

  private Tls() {}

  /** Overrides all TLS settings of the user. */
  static void apply(TlsTrust trust, OkHttpClient.Builder http) {
    http.hostnameVerifier(NAMES_THE_HOST);
    if (trust instanceof TlsTrust.SystemStore) {
      use(new Explaining(trustIn(null)), http);
    } else if (trust instanceof TlsTrust.PemFile pem) {
      use(new Explaining(new TrustedAndValid(trustIn(store(certificatesOf(pem.file()))))), http);
    } else if (trust instanceof TlsTrust.Pinned pinned) {
      PinnedCertificate certificate = new PinnedCertificate(pinned.sha256());
      use(certificate, http);
      // The pin identifies the certificate; the name in it adds nothing.
      http.hostnameVerifier(certificate.isThePeer());
    }
  }

  /** Makes every handshake fail, and records the certificate that the server presents. */
  static Recording record(OkHttpClient.Builder http) {
    Recording recording = new Recording(new AtomicReference<>());
    use(recording, http);
    http.hostnameVerifier((host, session) -> false);
    return recording;
  }

  /** The fingerprint of a certificate, as 64 lower-case hexadecimal digits. */
  static String sha256(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  private static void use(X509TrustManager manager, OkHttpClient.Builder http) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      http.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  private static Collection<? extends Certificate> certificatesOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException(
            "tls: no certificate in " + file + ", expected a PEM file");
      }
      return certificates;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("tls: there is no file " + file, e);
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException(
          "tls: cannot read certificates from " + file + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore store(Collection<? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("certificate-" + number++, certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java runtime has no trust store", e);
    }
  }

  /** The trust manager of a store; null for the trust store of the Java runtime. */
  private static X509TrustManager trustIn(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no trust store", e);
    }
  }

  /** Describes the certificate, and how to trust it after comparing it. */
  private static String seen(X509Certificate @Nullable [] chain) {
    return chain == null || chain.length == 0
        ? "the server presents no certificate"
        : "the server's certificate, whose SHA-256 fingerprint is "
            + sha256(chain[0])
            + ", is not trusted; compare it with the fingerprint on the gateway's own machine, and if they are equal,"
            + " trust it with TlsTrust.pinned(\""
            + sha256(chain[0])
            + "\")";
  }

  /** Names the rejected certificate in the exception. */
  private record Explaining(X509TrustManager trusted) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      try {
        trusted.checkServerTrusted(chain, authType);
      } catch (CertificateException | IllegalArgumentException e) {
        throw new CertificateException(seen(chain) + " (" + e.getMessage() + ")", e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      trusted.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trusted.getAcceptedIssuers();
    }
  }

  /** The JDK does not check the dates of a certificate that is itself in the trust store. */
  private record TrustedAndValid(X509TrustManager trusted) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      trusted.checkServerTrusted(chain, authType);
      chain[0].checkValidity();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      trusted.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trusted.getAcceptedIssuers();
    }
  }

  /** Accepts no certificate. */
  record Recording(AtomicReference<@Nullable X509Certificate> seen) implements X509TrustManager {

    /** Returns the server's certificate; empty if there was no handshake or it presented none. */
    Optional<X509Certificate> presented() {
      return Optional.ofNullable(seen.get());
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      if (chain != null && chain.length > 0) {
        seen.set(chain[0]);
      }
      throw new CertificateException("the certificate is read, not trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this trust manager checks servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Accepts the one certificate with this fingerprint, and no other. */
  private record PinnedCertificate(String fingerprint) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      if (chain == null || chain.length == 0 || !fits(chain[0])) {
        throw new CertificateException(
            "the server's certificate is not the pinned one, whose SHA-256 fingerprint is "
                + fingerprint
                + ": "
                + seen(chain));
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this trust manager checks servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    HostnameVerifier isThePeer() {
      return (host, session) -> {
        try {
          return session.getPeerCertificates()[0] instanceof X509Certificate peer && fits(peer);
        } catch (SSLPeerUnverifiedException e) {
          return false;
        }
      };
    }

    private boolean fits(X509Certificate certificate) {
      return sha256(certificate).equals(fingerprint);
    }
  }
}
