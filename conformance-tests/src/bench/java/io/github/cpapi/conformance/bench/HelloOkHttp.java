package io.github.cpapi.conformance.bench;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The smallest program that makes a request with OkHttp. */
final class HelloOkHttp {

  private HelloOkHttp() {}

  /** Makes one request. */
  public static void main(String[] url) throws IOException {
    OkHttpClient http = new OkHttpClient();
    try (Response response = http.newCall(new Request.Builder().url(url[0]).build()).execute()) {
      System.out.println(response.code());
    }
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
