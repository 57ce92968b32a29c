import { allIn, counted, type Measure } from './measure.ts'

const shared = { fact: 'time', unit: 'HOURS', scope: 'data:read', scale: 'HUNDREDTHS' } as const
const work = { fact: 'time', unit: 'MONEY', scope: 'cost:read', scale: 'WORK' } as const
const logs = (rows: number, verb: readonly [string, string]) => counted(rows, 'time log', 'time logs', verb)

const unresolved = {
  code: 'PERSON_UNRESOLVED',
  slot: 'ambiguous',
  text: (rows: number) => `${logs(rows, ['names', 'name'])} a person whom two staff rows fit; neither is taken`,
} as const

export const timeMeasures: readonly Measure[] = [
  {
    ...shared,
    key: 'hours',
    name: 'Hours',
    description: 'Hours worked, billable or not, internal time included.',
    formula: 'Σ hours of time logs',
    direction: 'NONE',
    slot: 'hours',
    assumptions: [],
  },
  {
    ...shared,
    key: 'billable_hours',
    name: 'Billable hours',
    description: 'Hours of the time logs that are billable.',
    formula: 'Σ hours of billable time logs',
    direction: 'NONE',
    slot: 'billableHours',
    assumptions: [],
  },
  {
    ...work,
    key: 'labour_cost',
    name: 'Labour cost',
    description:
      "What the hours cost: each at the time log's cost rate, else the staff member's, else the organization's default, else (with an assumption) the billing rate of the time log. All hours cost, billable or not.",
    formula: 'Σ hours × cost rate',
    direction: 'DOWN',
    slot: 'cost',
    unknown: allIn('bare'),
    assumptions: [
      {
        code: 'COST_RATE_FROM_BILLING_RATE',
        slot: 'imputed',
        imputed: true,
        text: rows => `${logs(rows, ['has', 'have'])} no cost rate anywhere and cost what they are billed at`,
      },
      {
        code: 'NO_RATE',
        slot: 'bare',
        text: rows => `${logs(rows, ['has', 'have'])} no rate at all; the hours count, the cost is unknown`,
      },
      unresolved,
    ],
  },
  {
    ...work,
    key: 'billable_value',
    name: 'Billable value',
    description:
      "What the billable hours are worth at the time log's billing rate, else the staff member's. Hours without either are left out.",
    formula: 'Σ hours × billing rate of billable time logs',
    direction: 'UP',
    slot: 'value',
    unknown: { slot: 'unvalued', is: count => count('unvaluedHours') === count('billableHours') },
    assumptions: [
      {
        code: 'NO_BILLING_RATE',
        slot: 'unvalued',
        text: rows => `${logs(rows, ['is', 'are'])} billable without a billing rate and left out of the value`,
      },
      unresolved,
    ],
  },
]

export const capacityMeasures: readonly Measure[] = [
  {
    key: 'available_hours',
    name: 'Available hours',
    description:
      'Capacity a week ÷ 5 for every Monday to Friday between start and end date. A person without a staff row has 40 hours a week from the first to the last month with time.',
    formula: 'Σ capacity a week ÷ 5 × weekdays',
    fact: 'capacity',
    unit: 'HOURS',
    direction: 'NONE',
    scope: 'data:read',
    slot: 'available',
    scale: 'FIFTHS',
    assumptions: [
      {
        code: 'CAPACITY_DEFAULT',
        slot: 'defaults',
        imputed: true,
        text: rows =>
          `${counted(rows, 'person', 'people', ['has', 'have'])} no staff row and count with 40 hours a week`,
      },
    ],
  },
]
