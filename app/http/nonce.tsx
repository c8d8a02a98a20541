import { createContext, useContext } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/** Server only: the nonce of this response's Content-Security-Policy. */
export const NonceProvider = NonceContext.Provider;

/** The nonce for rendered scripts; undefined in the browser, which hides it from scripts anyway. */
export const useNonce = (): string | undefined => useContext(NonceContext);
