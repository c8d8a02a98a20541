import type { IncomingMessage } from "node:http";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { v7 } from "uuid";

/**
 * Logs one line per request without personal data: no address, cookie or query, and of the path only the route pattern,
 * since a URL may contain a name.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: () => v7(),
    serializers: { req: ({ id, method }) => ({ id, method }), res: ({ statusCode }) => ({ statusCode }) },
    customProps: (_request: IncomingMessage, response) => ({ route: (response as Response).locals.route }),
    customLogLevel: (_request, response, error) =>
      error || response.statusCode === 500 ? "error" : response.statusCode >= 400 ? "warn" : "info",
    // Errors have their own log line with the same request id.
    customErrorObject: (_request, _response, _error, { res, responseTime }) => ({ res, responseTime }),
    // Monitors request it every few seconds.
    autoLogging: { ignore: ({ url }) => url === "/healthz" },
    customErrorMessage: () => "request failed",
    customSuccessMessage: () => "request answered",
    wrapSerializers: false,
  }) as RequestHandler;
}

/** Sends the request id to the client, to be quoted in error reports. */
export const requestIdHeader: RequestHandler = (request, response, next) => {
  response.setHeader("X-Request-Id", String(request.id));
  next();
};
