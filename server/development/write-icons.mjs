import { writeFile } from "node:fs/promises";
import { drawIcons, iconsFile } from "./draw-icons.mjs";

/** `npm run icons`: draws the icons anew after a change of `icons.json`. */
await writeFile(iconsFile, await drawIcons());
