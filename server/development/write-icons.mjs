import { writeFile } from "node:fs/promises";
import { drawIcons, iconsFile } from "./draw-icons.mjs";

/** `npm run icons`: redraws the icons after a change of `icons.json`. */
await writeFile(iconsFile, await drawIcons());
