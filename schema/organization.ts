import { type OrganizationRecord, readOrganization } from '../server/accounts/read-organization.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { oncePerRequest } from './request-cache.ts'

export const organizationOf = (context: Context): Promise<OrganizationRecord> =>
  oncePerRequest(context, 'organization', () => readOrganization(context.em, memberOf(context)))

export const Organization = builder.objectRef<OrganizationRecord>('Organization').implement({
  description: 'One MSP: the firm whose data this is.',
  fields: t => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    baseCurrency: t.exposeString('baseCurrency', {
      description: 'ISO 4217 code of the currency that results are in.',
    }),
    fiscalYearStart: t.exposeInt('fiscalYearStart', {
      description: 'First month of the fiscal year, 1 to 12. Quarters and years follow it.',
    }),
    dataVersion: t.exposeInt('dataVersion', {
      description: 'Grows with every change of the data: equal versions give equal answers.',
    }),
  }),
})
