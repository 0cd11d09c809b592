package io.github.cpapi.conformance.gateway;

import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Finds the operation of the contract that a request calls. */
public final class Operations {

  private static final String BASE_PATH = "/v1/api";
  private static final Spec SPEC = Spec.load();

  private Operations() {}

  /** Returns the operation; empty if the contract has none for the request. */
  public static Optional<Operation> of(Request request) {
    return SPEC.operationAt(request.method(), path(request));
  }

  /** Returns whether a request is for the API, and not for another page of the gateway. */
  public static boolean isInApi(Request request) {
    return request.url().encodedPath().contains(BASE_PATH + "/");
  }

  /** Returns the path below the base URL, without the query. */
  public static String path(Request request) {
    String path = request.url().encodedPath();
    int base = path.indexOf(BASE_PATH);
    return base < 0 ? path : path.substring(base + BASE_PATH.length());
  }

  /** Returns the path below the base URL with its query. */
  public static String pathAndQuery(Request request) {
    HttpUrl url = request.url();
    return url.encodedQuery() == null ? path(request) : path(request) + "?" + url.encodedQuery();
  }
}
