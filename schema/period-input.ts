import { builder } from './builder.ts'

const DateRange = builder.inputType('DateRange', {
  description: 'From one day to another, both included.',
  fields: t => ({
    from: t.field({ type: 'Date', required: true, description: 'The first day.' }),
    to: t.field({ type: 'Date', required: true, description: 'The last day.' }),
  }),
})

const PeriodUnit = builder.enumType('PeriodUnit', {
  description: 'A unit of time. Quarters and years follow the fiscal year, weeks start on Monday.',
  values: {
    DAY: { description: 'Days, today included.' },
    WEEK: { description: 'Complete ISO weeks.' },
    MONTH: { description: 'Complete calendar months.' },
    QUARTER: { description: 'Complete fiscal quarters.' },
    YEAR: { description: 'Complete fiscal years.' },
  } as const,
})

const LastInput = builder.inputType('LastInput', {
  description: 'The last so many units before today.',
  fields: t => ({
    count: t.int({ required: true, description: 'How many, 1 to 1000.' }),
    unit: t.field({ type: PeriodUnit, required: true, description: 'Of what.' }),
  }),
})

/** How a period is asked for, everywhere. */
export const PeriodInput = builder.inputType('PeriodInput', {
  description: 'A period, said in one of three ways.',
  isOneOf: true,
  fields: t => ({
    between: t.field({ type: DateRange, description: 'By its first and last day.' }),
    last: t.field({ type: LastInput, description: 'By its length before today, e.g. {count: 3, unit: MONTH}.' }),
    named: t.string({
      description: 'By name: "2025", "2025-Q3", "2025-08", "2025-W07", "2025-08-14", "2025-08..2025-10", "YTD", "ALL".',
    }),
  }),
})
