import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of a license. */
export const LicenseRow = defineEntity({
  name: 'LicenseRow',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    /** Term of kind PRODUCT. */
    productId: p.bigint('number').primary(),
    ...version,
    /** Term of kind VENDOR. */
    vendorId: int().nullable(),
    licenseType: p.text().nullable(),
    seatsPurchased: int(),
    seatsAssigned: int().nullable(),
    seatsUsed: int().nullable(),
    seatsBilled: int().nullable(),
    /** Minor units a seat and month. */
    costPerSeat: int().nullable(),
    /** Minor units a billing period. */
    totalCost: int().nullable(),
    billingPeriod: p.text().$type<'monthly' | 'annual'>(),
    startDay: int().nullable(),
    endDay: int().nullable(),
    isActive: int(),
    autoRenew: int().nullable(),
    externalId: p.text().nullable(),
  },
})
