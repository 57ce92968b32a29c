import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of a time log, clustered by client, month and day. */
export const TimeLogRow = defineEntity({
  name: 'TimeLogRow',
  properties: {
    organizationId: organization(),
    /** 0: internal time without a client. */
    clientId: p.bigint('number').primary(),
    month: p.bigint('number').primary(),
    day: p.bigint('number').primary(),
    ...version,
    /** The how-manieth row with equal content, from 1; 0 for rows with an external id. */
    occurrence: int(),
    externalId: p.text().nullable(),
    /** The person as named in the sheet. */
    personId: int(),
    /** Term of kind PROJECT. */
    projectId: int().nullable(),
    workType: p.text().nullable(),
    /** Hundredths. */
    hours: int(),
    /** Billing and cost rate: minor units an hour, null: not given. */
    rate: int().nullable(),
    costRate: int().nullable(),
    /** 0 or 1. */
    billable: int(),
    description: p.text().nullable(),
  },
})
