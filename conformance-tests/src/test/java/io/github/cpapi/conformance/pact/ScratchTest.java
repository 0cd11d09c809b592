package io.github.cpapi.conformance.pact;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.generated.model.*;
import io.github.cpapi.generated.api.*;
import java.lang.reflect.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void list() throws Exception {
    Map<String, Type> types = new HashMap<>();
    for (Class<?> api : List.of(AlgosApi.class, ContractsApi.class, MarketDataApi.class, OrdersApi.class, PortfolioApi.class, RepliesApi.class, SessionApi.class))
      for (Method m : api.getMethods()) types.put(m.getName(), ((ParameterizedType) m.getGenericReturnType()).getActualTypeArguments()[0]);
    List<String> lines = new ArrayList<>();
    for (Recording r : Recordings.load().all()) {
      String sig;
      try {
        if (r.responseBody().isEmpty()) sig = "no body";
        else if (r.status() >= 400) sig = r.responseBody().get().has("error") ? "ErrorBody" : "ProblemDetail";
        else { ReadMembers m = new ReadMembers(types.get(r.operation()), r.responseBody().get()); sig = m.branches() + " " + (m.example().isPresent() ? "" + m.example().get().size() : "-"); }
      } catch (Exception e) { sig = "EX " + e; }
      lines.add(String.format("%-24s %d %-70s %-9s %s%s%s", r.operation(), r.status(), sig.replace("class io.github.cpapi.client.reply.", ""), r.provenance(), r.name(), r.wrongRequest() ? " WRONG" : "", r.isPartial() ? " partial" : ""));
    }
    Collections.sort(lines);
    lines.forEach(System.out::println);
  }
}
