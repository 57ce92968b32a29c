import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of a staff member. */
export const StaffRow = defineEntity({
  name: 'StaffRow',
  properties: {
    organizationId: organization(),
    ...version,
    name: p.text(),
    normalName: p.text(),
    /** Lower case. */
    email: p.text().nullable(),
    /** Hundredths of hours a week. */
    capacity: int(),
    costRate: int().nullable(),
    billingRate: int().nullable(),
    /** Term of kind TEAM. */
    teamId: int().nullable(),
    startDay: int().nullable(),
    endDay: int().nullable(),
  },
})
