import { inTransaction } from "../db/database.server";
import { serverMessages } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import * as outbox from "../outbox/outbox.server";
import type catalogue from "./messages.fr.json";
import { createNetworkSpace } from "./spaces.server";

const text = serverMessages<typeof catalogue>("workspaces");

/** Creates the network's own space when a network is created; called once at start. */
export function registerNetworkSpace(): void {
  outbox.subscribe("network.created", async () => {
    const network = await findNetwork();
    const name = text(network?.locale ?? sourceLocale, "network.name");
    await inTransaction((tx) => createNetworkSpace(tx, name));
  });
}
