/** Who speaks for whom in the threads and documents. The observer reads, and does not write. */
import type { Moment, Voice } from "./types";

export const administration: Voice = { person: "secretariat-admin", organisation: "remiddh" };
export const animation: Voice = { person: "secretariat-animation", organisation: "remiddh" };
export const jmed: Voice = { person: "jmed-focal", organisation: "jmed" };
export const jmedFollowUp: Voice = { person: "jmed-member", organisation: "jmed" };
export const agadez: Voice = { person: "agadez-focal", organisation: "demo-agadez" };
export const agadezField: Voice = { person: "agadez-member", organisation: "demo-agadez" };
export const tahoua: Voice = { person: "tahoua-member", organisation: "demo-tahoua" };
export const zinder: Voice = { person: "zinder-focal", organisation: "demo-zinder" };
/** The same person as `zinder`, for her second organisation. */
export const zinderForTahoua: Voice = { person: "zinder-focal", organisation: "demo-tahoua" };

/** `at(3, 16, 40)`: three days before loading, at 16:40 in Niamey. */
export const at = (daysAgo: number, hour: number, minute = 0): Moment => ({ daysAgo, hour, minute });
