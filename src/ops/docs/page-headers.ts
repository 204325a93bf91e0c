import type { NestMiddleware } from '@nestjs/common';
import { STYLE_HASH } from './html-page.js';

interface Request {
  readonly path: string;
  readonly originalUrl: string;
}

interface Response {
  setHeader(name: string, value: string): void;
  redirect(status: number, address: string): void;
}

/** Nothing from elsewhere, no frames, no forms. `script-src` says what a page may run. */
const policy = (scripts: string): string =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src 'self' ${STYLE_HASH}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const WITHOUT_SCRIPTS = policy("'none'");
/** The viewer of events checks its input with functions that it compiles itself. All its code still comes from here. */
const WITH_VIEWER = policy("'self' 'unsafe-eval'");

/**
 * Gives every page of the documentation headers by which a browser takes nothing from anywhere else. An address with a
 * slash at its end is sent to the one without, because links on the pages are relative.
 */
export class PageHeaders implements NestMiddleware {
  use(request: Request, response: Response, next: () => void): void {
    const path = request.originalUrl.split('?')[0] ?? '';
    response.setHeader('Content-Security-Policy', path.endsWith('/events') ? WITH_VIEWER : WITHOUT_SCRIPTS);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-cache');
    const last = /([^/]+)\/+$/.exec(path)?.[1];
    if (last === undefined) next();
    else response.redirect(308, `../${last}`);
  }
}
