import { findNetwork } from "../network/network.server";
import { settings } from "../services/services.server";
import type { InvitationRow } from "./invitations";

/** The content of a printed invitation. */
export async function readPaper(code: string, invitation: InvitationRow) {
  const network = await findNetwork();
  return { code, invitation, address: settings().publicUrl, network: network?.acronym ?? "" };
}
