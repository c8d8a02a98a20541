import { createContext, useContext } from "react";

const SavesData = createContext(false);

/** Whether the reader saves data (light mode, or `Save-Data` of the browser): the root of each page provides it. */
export const SavesDataProvider = SavesData.Provider;

/** True: images are not loaded until they are asked for. */
export const useSavesData = (): boolean => useContext(SavesData);
