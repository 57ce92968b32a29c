import { rationalOfDecimal, toNumber } from '../server/analytics/rational.ts'
import type { InvoiceLine as Line } from '../server/datasets/dataset.ts'
import { builder, maskedBy } from './builder.ts'

const numberOf = (decimal: string | null): number | null => {
  const value = decimal === null ? null : rationalOfDecimal(decimal)
  return value === null ? null : toNumber(value)
}

export const InvoiceLine = builder.objectRef<Line>('InvoiceLine').implement({
  description: 'A line of an invoice. Amounts are in units of the invoice’s currency.',
  fields: t => ({
    description: t.exposeString('description', { nullable: true, description: 'What the line is for.' }),
    quantity: t.float({ description: 'How many.', nullable: true, resolve: line => numberOf(line.quantity) }),
    unitPrice: t.float({ description: 'The price of one.', nullable: true, resolve: line => numberOf(line.unitPrice) }),
    taxRate: t.float({
      description: 'The tax rate as a fraction: 0.2 is 20 %.',
      nullable: true,
      resolve: line => numberOf(line.taxRate),
    }),
    discount: t.float({
      description: 'An amount taken off the line.',
      nullable: true,
      resolve: line => numberOf(line.discount),
    }),
    unitCost: t.float({
      ...maskedBy('cost:read'),
      description: 'What one costs the MSP.',
      resolve: line => numberOf(line.unitCost),
    }),
  }),
})
