import { checkFormat, explain, openDataFolder } from "./postgres";

/**
 * Creates the data folder if it is missing and checks that this portal may use it.
 * @returns its real path.
 * @throws CannotStartDatabase when it cannot be written, or was written by a later version of the portal.
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
