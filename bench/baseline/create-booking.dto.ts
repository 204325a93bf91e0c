import { IsIn, IsInt, IsOptional, IsPositive, IsString } from 'class-validator';

/** The data of a `booking.requested` event, checked by the ValidationPipe. */
export class CreateBookingDto {
  @IsInt()
  @IsPositive()
  BookingResourceId!: number;

  @IsInt()
  @IsPositive()
  BookingServiceId!: number;

  @IsInt()
  @IsPositive()
  CustomerId!: number;

  /** Unix seconds. */
  @IsInt()
  @IsPositive()
  BookingStart!: number;

  @IsOptional()
  @IsInt()
  @IsPositive()
  Count?: number;

  @IsOptional()
  @IsString()
  CustomerNote?: string;

  @IsOptional()
  @IsIn(['Never', 'System'])
  PaymentRequiredProcess?: string;
}
