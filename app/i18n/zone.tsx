import { createContext, useContext } from "react";

/** The default time zone of a network. */
export const defaultZone = "Africa/Niamey";

const ZoneContext = createContext(defaultZone);

/** Provides the network's time zone to the pages below. */
export const ZoneProvider = ZoneContext.Provider;

/** The network's time zone (its IANA name). */
export const useNetworkZone = (): string => useContext(ZoneContext);
