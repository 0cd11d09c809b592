package io.github.cpapi.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.pacing.PacingPolicy;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A websocket")
@Timeout(30)
class SocketsTest {

  private static final int MEGABYTE = 1024 * 1024;
  private static final int BINARY = 0x82;
  private static final int LENGTH_OF_EIGHT_BYTES = 127;

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final List<String> request = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0);
    gateway =
        Gateway.connect(
            "http://localhost:" + server.getLocalPort() + "/v1/api",
            TlsTrust.system(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            "test",
            PacingPolicy.off());
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    server.close();
  }

  @Test
  @DisplayName("takes any number of messages")
  void manyMessages() throws Exception {
    send(MEGABYTE, 20);

    gateway.openSocket("session", new Listener());

    for (int i = 0; i < 20; i++) {
      assertThat(heard.take()).isEqualTo(MEGABYTE);
    }
  }

  @Test
  @DisplayName("is broken by a message that is too long, long before its end")
  void longMessage() throws Exception {
    send(Long.MAX_VALUE, 1);

    gateway.openSocket("session", new Listener());

    assertThat(heard.take().toString()).contains("a message is longer than 16 MB");
    assertThat(request).noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions"));
  }

  /** Takes one connection, and sends messages of zeros. */
  private void send(long length, int messages) {
    Thread sender =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeBytes(upgrade(socket));
                for (int i = 0; i < messages; i++) {
                  out.writeByte(BINARY);
                  out.writeByte(LENGTH_OF_EIGHT_BYTES);
                  out.writeLong(length);
                  for (long sent = 0; sent < length; sent += MEGABYTE) {
                    out.write(new byte[MEGABYTE]);
                  }
                }
              } catch (IOException | GeneralSecurityException hungUp) {
                // The client has what it needs.
              }
            });
    sender.setDaemon(true);
    sender.start();
  }

  private String upgrade(Socket socket) throws IOException, GeneralSecurityException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String key = "";
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      request.add(line);
      if (line.startsWith("Sec-WebSocket-Key: ")) {
        key = line.substring("Sec-WebSocket-Key: ".length());
      }
    }
    byte[] accepted =
        MessageDigest.getInstance("SHA-1")
            .digest(
                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + Base64.getEncoder().encodeToString(accepted)
        + "\r\n\r\n";
  }

  private final class Listener extends WebSocketListener {
    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
      heard.add(bytes.size());
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
      heard.add(failure);
    }
  }
}
