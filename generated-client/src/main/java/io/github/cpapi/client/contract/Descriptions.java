package io.github.cpapi.client.contract;

import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractInfo;

/** Looks contracts up by their id. */
final class Descriptions {

  private final Gateway gateway;

  Descriptions(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Describes a contract, provided that the description is one of this contract. */
  ContractInfo of(long conid, String secType) {
    ContractInfo info = gateway.calls().value(gateway.contracts().getContractInfo(conid));
    if (info.conid() != conid || !info.instrumentType().equals(secType)) {
      throw new IllegalStateException(
          "the gateway describes conid "
              + conid
              + " as "
              + info.instrumentType()
              + " "
              + info.conid());
    }
    return info;
  }
}
