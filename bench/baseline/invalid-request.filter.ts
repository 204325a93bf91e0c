import {
  type ArgumentsHost,
  BadRequestException,
  Catch,
  Logger,
  type RpcExceptionFilter,
} from '@nestjs/common';
import { EMPTY, type Observable } from 'rxjs';

/** Passes over what breaks the rules; thrown on, Kafka would hand it out again for ever. */
@Catch(BadRequestException)
export class InvalidRequestFilter implements RpcExceptionFilter<BadRequestException> {
  private readonly logger = new Logger(InvalidRequestFilter.name);

  catch(exception: BadRequestException, _host: ArgumentsHost): Observable<never> {
    this.logger.warn(exception.message);
    return EMPTY;
  }
}
