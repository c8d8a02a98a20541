import { checkFormat, explain, openDataFolder } from "./postgres";

/**
 * Makes the data folder when it is missing, and makes sure that this portal may use it.
 * @returns its real path.
 * @throws CannotStartDatabase when it cannot be written, or was written by a later portal.
 */
export async function prepareDataFolder(path: string): Promise<string> {
  try {
    const folder = await openDataFolder(path);
    await checkFormat(folder);
    return folder;
  } catch (error) {
    throw explain(error, path);
  }
}
