import type { IncomingMessage } from "node:http";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { v7 } from "uuid";

/**
 * One line per request, without personal data: neither address, nor cookie, nor query, and of the path only the
 * pattern of its route, since an address may hold a name.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: () => v7(),
    serializers: { req: ({ id, method }) => ({ id, method }), res: ({ statusCode }) => ({ statusCode }) },
    customProps: (_request: IncomingMessage, response) => ({ route: (response as Response).locals.route }),
    customLogLevel: (_request, response, error) =>
      error || response.statusCode === 500 ? "error" : response.statusCode >= 400 ? "warn" : "info",
    // What went wrong has its own line, with the same number.
    customErrorObject: (_request, _response, _error, { res, responseTime }) => ({ res, responseTime }),
    // Whatever watches the portal asks every few seconds.
    autoLogging: { ignore: ({ url }) => url === "/healthz" },
    customErrorMessage: () => "request failed",
    customSuccessMessage: () => "request answered",
    wrapSerializers: false,
  }) as RequestHandler;
}

/** Tells the person the number of their request, to be quoted when something went wrong. */
export const requestIdHeader: RequestHandler = (request, response, next) => {
  response.setHeader("X-Request-Id", String(request.id));
  next();
};
