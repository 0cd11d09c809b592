package io.github.cpapi.conformance.drift.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches the text of a document from a file or an address, up to {@link #LARGEST} bytes. */
final class DocumentSource {

  /** The largest document in bytes. */
  static final int LARGEST = 32 * 1024 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private DocumentSource() {}

  static String text(String source) {
    byte[] bytes;
    try {
      bytes = Document.isAddress(source) ? fetch(source) : read(source);
    } catch (IOException e) {
      throw new DocumentException("%s cannot be read: %s".formatted(source, reason(e)));
    }
    if (bytes.length > LARGEST) {
      throw new DocumentException(
          "%s is larger than %d MB, which no document of an API is"
              .formatted(source, LARGEST / 1024 / 1024));
    }
    return decoded(source, bytes);
  }

  private static byte[] read(String source) throws IOException {
    Path file = Path.of(source);
    if (Files.isDirectory(file)) {
      throw new DocumentException(source + " is a folder, not a document");
    }
    if (!Files.exists(file)) {
      throw new DocumentException(
          source + ": there is no such file; expected a file, a URL, contract or baseline");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST + 1);
    }
  }

  private static byte[] fetch(String address) throws IOException {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
          .thenApplyAsync(DocumentSource::body)
          .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (IllegalArgumentException e) {
      throw new DocumentException("%s is no address: %s".formatted(address, e.getMessage()));
    } catch (TimeoutException e) {
      throw new IOException("not complete after %d seconds".formatted(TIMEOUT.toSeconds()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof UncheckedIOException unchecked
          ? unchecked.getCause()
          : cause instanceof IOException io ? io : new IOException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] body(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return body.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String decoded(String source, byte[] bytes) {
    Charset charset = StandardCharsets.UTF_8;
    int mark = 0;
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
    } else if (starts(bytes, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (starts(bytes, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    }
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DocumentException(source + " is no text in UTF-8 or UTF-16");
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
