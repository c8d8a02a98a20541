import { inTransaction } from "../db/database.server";
import { listen } from "../events/outbox.server";
import { serverTexts } from "../i18n/catalogues.server";
import { sourceLocale } from "../i18n/locales";
import { findNetwork } from "../network/network.server";
import type catalogue from "./messages.fr.json";
import { createNetworkSpace } from "./spaces.server";

const text = serverTexts<typeof catalogue>("workspaces");

/** A network has a space of its own from its first moment; called once at start. */
export function registerNetworkSpace(): void {
  listen("network.created", async () => {
    const network = await findNetwork();
    const name = text(network?.locale ?? sourceLocale, "network.name");
    await inTransaction((tx) => createNetworkSpace(tx, name));
  });
}
