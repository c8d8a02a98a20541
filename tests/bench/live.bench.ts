import { type Bench, type Line, step } from "./figures";
import { announcementLines } from "./live/announcement";
import { hocuspocus } from "./live/hocuspocus";
import { keystrokeLines } from "./live/keystrokes";
import { openingLine } from "./live/opening";
import { entranceOf, portalPeer } from "./live/portal-peer";
import { pressureLines } from "./live/pressure";
import { memoryLine, trafficLines } from "./live/weight";
import { startBenchPortal } from "./portal";

/** The live side beside Hocuspocus and bare socket.io, in one run: texts, then threads. */
export const bench: Bench = async () => {
  const portal = await startBenchPortal();
  const entrance = await entranceOf(portal);
  const peers = [portalPeer(portal, entrance), await hocuspocus()] as const;
  const lines: Line[] = [];
  const add = (more: readonly Line[]) => {
    for (const { what, figure, limit = "" } of more) step(`${what}: ${figure} / ${limit}`);
    lines.push(...more);
  };
  for (const readers of [2, 10, 50, 100]) {
    add(await keystrokeLines(peers, readers, entrance.database));
  }
  add(await pressureLines(peers));
  add(await trafficLines(peers));
  add([await openingLine(entrance)]);
  add([await memoryLine(peers)]);
  add(await announcementLines(portal, entrance));
  await entrance.database.end();
  for (const peer of peers) await peer.stop();
  return lines;
};
