package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.exchange.Strictness;
import java.util.List;

/** Answers HEAD like GET; the server leaves out the body. */
record HeadAsGet(Strictness strictness) implements Filter {

  private static final Remark REMARK =
      Remark.undocumented("HEAD is played as GET, and its body is left out");

  @Override
  public Answer answer(Request request, Next next) {
    return request.method().equals("HEAD")
        ? strictness
            .refusalOf(List.of(REMARK))
            .orElseGet(() -> next.answer(request.withMethod("GET")).withRemark(REMARK))
        : next.answer(request);
  }
}
