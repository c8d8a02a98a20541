import { createContext, useContext } from "react";

/** Where the network is while it has not said otherwise. */
export const defaultZone = "Africa/Niamey";

const ZoneContext = createContext(defaultZone);

/** Says to the pages below it which zone the network goes by. */
export const ZoneProvider = ZoneContext.Provider;

/** The zone that the network goes by: its IANA name. */
export const useNetworkZone = (): string => useContext(ZoneContext);
