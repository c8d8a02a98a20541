import { randomBytes } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import helmet from "helmet";

const transportSecurity = { maxAge: 63_072_000, includeSubDomains: true };

/**
 * The headers of a built file: no Content-Security-Policy, since it is not a page (SVG images bring their own). A first
 * visit fetches a dozen files, and the headers of a page would add a kilobyte to each.
 */
export function fileHeaders({ https }: { https: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    strictTransportSecurity: https ? transportSecurity : false,
  });
}

/**
 * The security headers of every page. The policy starts from `none` and allows our scripts by nonce, and our own styles,
 * images and connections. The referrer policy is `same-origin`, because with `no-referrer` browsers send `Origin: null`
 * with our own forms, which the Origin rule refuses.
 */
export function securityHeaders({
  https,
  development,
}: {
  https: boolean;
  development: boolean;
}): RequestHandler[] {
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
        // Vite injects styles in development; the built portal only links files.
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", "data:"],
        mediaSrc: ["'self'"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: https ? transportSecurity : false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    // Read only by Internet Explorer and Flash, which no longer exist.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  return [freshNonce, secure, permissions];
}

function freshNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals.nonce = randomBytes(16).toString("base64");
  next();
}

function permissions(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  next();
}
