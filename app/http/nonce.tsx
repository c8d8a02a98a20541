import { createContext, useContext } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/** Server only: the nonce that this response's Content-Security-Policy allows. */
export const NonceProvider = NonceContext.Provider;

/** The nonce for scripts we render; undefined in the browser, which hides it from scripts anyway. */
export const useNonce = (): string | undefined => useContext(NonceContext);
