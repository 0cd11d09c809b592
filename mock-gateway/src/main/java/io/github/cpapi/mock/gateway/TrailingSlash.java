package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import java.util.List;

/** Ignores a slash at the end of an operation's path. */
record TrailingSlash(Routes routes, Strictness strictness) implements Filter {

  @Override
  public Answer answer(Request request, Next next) {
    String path = request.path();
    if (!path.endsWith("/") || routes.find(request.method(), path).isPresent()) {
      return next.answer(request);
    }
    String unslashed = path.substring(0, path.length() - 1);
    if (routes.methodsOf(unslashed).isEmpty()) {
      return next.answer(request);
    }
    Remark remark = remarkAbout(path);
    return strictness
        .refusalOf(List.of(remark))
        .orElseGet(() -> next.answer(request.withPath(unslashed)).withRemark(remark));
  }

  private static Remark remarkAbout(String path) {
    String taken = "the path is used without the slash at its end";
    return path.equals("/iserver/account/trades/")
        ? Remark.of(taken + ", with which several clients ask for the trades")
        : Remark.undocumented(taken);
  }
}
