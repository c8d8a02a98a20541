import { lookup } from "node:dns";
import http, { type RequestOptions } from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { settings } from "../../services/services.server";

/** The push services of browsers: Chromium, Firefox, Safari, Edge. The operator may name others (PUSH_HOSTS). */
export const knownPushHosts: readonly string[] = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  "*.push.services.mozilla.com",
  "web.push.apple.com",
  "*.push.apple.com",
  "*.notify.windows.com",
];

/** Maximum length of an endpoint. */
export const maxEndpointLength = 1_000;

/**
 * The address of a push service, as a browser gave it; null when the portal does not send there: a host that is not in
 * the list of the configuration, another scheme than https, another port. Plain http is sent only to a loopback host
 * with its port in that list, for tests.
 */
export function readEndpoint(endpoint: string): URL | null {
  if (endpoint.length > maxEndpointLength || !URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  if (url.username || url.password || url.hash) return null;
  const hosts = settings().pushHosts ?? knownPushHosts;
  if (hosts.includes(url.host) && isLoopbackName(url.hostname)) return url;
  if (url.protocol !== "https:" || url.port !== "" || isIP(url.hostname.replace(/[[\]]/g, ""))) return null;
  return hosts.some((host) => matches(url.hostname, host)) ? url : null;
}

const matches = (hostname: string, host: string): boolean =>
  host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host;

const isLoopbackName = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

const inside = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(network, bits);
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(network, bits, "ipv6");

/** Whether an address belongs to a machine or a network that is not public; IPv4 in the form of IPv6 counts as IPv4. */
export const isPrivateAddress = (address: string): boolean =>
  inside.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Resolves a host name; refuses the connection when one of its addresses is private, whatever the name says. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(new Error("A push service with a private address is refused."), "", 0);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** A push service that answers slower counts as away. */
const answerLimitMs = 15_000;

/** Sends a request to a push service; redirects are not followed, and its words are not read. @returns the status. */
export async function postToEndpoint(
  url: URL,
  headers: Record<string, string | number>,
  body: Buffer | null,
): Promise<number> {
  const options: RequestOptions = { method: "POST", headers, signal: AbortSignal.timeout(answerLimitMs) };
  if (!isLoopbackName(url.hostname)) options.lookup = publicLookup;
  return await new Promise((resolve, reject) => {
    const request = (url.protocol === "http:" ? http : https).request(url, options, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}
