import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of an exchange rate. */
export const FxRateRow = defineEntity({
  name: 'FxRateRow',
  properties: {
    organizationId: organization(),
    ...version,
    day: int(),
    fromCurrency: p.text(),
    toCurrency: p.text(),
    /** Exact decimal as text. */
    rate: p.text(),
  },
})
