import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { FAILURE_CODES } from '../../booking/failure-codes.js';
import { failureIndexPage, failurePage } from './failure-pages.js';
import { HTML, htmlPage } from './html-page.js';

const NO_SUCH_CODE = htmlPage(
  'No such failure code',
  `<h1>No such failure code</h1>
<p>This release has no such code; another one may. <a href="../failures">All failure codes</a></p>`,
);

/** What every failure code means, for whoever reads `booking.failed`: its `failure.type` can lead here. */
@Controller('docs/failures')
export class FailuresController {
  @Get()
  @Header('Content-Type', HTML)
  index(): string {
    return failureIndexPage();
  }

  /** 404 for what is no code. What was asked for is not repeated. */
  @Get(':code')
  @Header('Content-Type', HTML)
  page(
    @Param('code') asked: string,
    @Res({ passthrough: true }) response: { status(code: number): void },
  ): string {
    const code = FAILURE_CODES.find((known) => known === asked);
    if (code !== undefined) return failurePage(code);
    response.status(404);
    return NO_SUCH_CODE;
  }
}
