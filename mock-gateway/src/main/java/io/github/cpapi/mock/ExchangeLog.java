package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each exchange: what was asked, what was played, and why. Bodies are not logged;
 * of an account only the last digits are.
 */
final class ExchangeLog implements ServeEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeLog.class);

  private static final Pattern ACCOUNT = Pattern.compile("\\b([DUFI]{1,2})\\d{4,}(\\d{3})\\b");

  @Override
  public String getName() {
    return "cpapi-exchange-log";
  }

  @Override
  public void beforeResponseSent(ServeEvent exchange, Parameters parameters) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{}", line(exchange));
    }
  }

  private static String line(ServeEvent exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    StringBuilder line = new StringBuilder();
    line.append(exchange.getRequest().getMethod().getName());
    line.append(' ').append(exchange.getRequest().getUrl());
    line.append(" -> ").append(exchange.getResponse().getStatus());
    if (headers.getHeader(RecordingStubs.RECORDING_HEADER).isPresent()) {
      line.append(' ').append(headers.getHeader(RecordingStubs.RECORDING_HEADER).firstValue());
    }
    if (headers.getHeader(GatewayTransformer.WHY_HEADER).isPresent()) {
      line.append(" | ").append(headers.getHeader(GatewayTransformer.WHY_HEADER).firstValue());
    }
    return masked(line.toString());
  }

  static String masked(String text) {
    return ACCOUNT.matcher(text).replaceAll("$1***$2");
  }
}
