import { type AssumptionRule, allIn, counted, type Measure } from './measure.ts'

const left = (code: string, slot: string, missing: string): AssumptionRule => ({
  code,
  slot,
  text: rows => `${counted(rows, 'license', 'licenses')} left out, as ${missing} not known`,
})
const noCost = left('NO_LICENSE_COST', 'uncosted', 'the cost is')
const noUse = left('USED_SEATS_UNKNOWN', 'usedUnknown', 'seats used are')
const noAssigned = left('ASSIGNED_SEATS_UNKNOWN', 'assignedUnknown', 'seats assigned are')
const noBilled = left('BILLED_SEATS_UNKNOWN', 'billedUnknown', 'seats billed are')

const money = { fact: 'licenses', unit: 'MONEY', direction: 'DOWN', scope: 'cost:read', scale: 'TWELFTHS' } as const
const seatMonths = { fact: 'licenses', unit: 'SEATS', scope: 'data:read', scale: 'ONES' } as const
const seats = { ...seatMonths, level: true } as const

export const licenseMeasures: readonly Measure[] = [
  {
    ...money,
    key: 'license_cost',
    name: 'License cost',
    description:
      'What the licenses in force cost in each month they touch, whole months: total cost (a twelfth of it where it is for a year), else seats purchased × cost per seat. Inactive licenses never count.',
    formula: 'Σ monthly cost of licenses in force',
    slot: 'cost',
    unknown: allIn('uncosted'),
    assumptions: [noCost],
  },
  {
    ...money,
    key: 'license_waste',
    name: 'License waste',
    description: 'What the seats cost that were purchased and not used, per license and month, then summed.',
    formula: 'Σ max(0, purchased − used) × monthly cost ÷ purchased',
    slot: 'waste',
    unknown: allIn('wasteUnknown'),
    assumptions: [noUse, noCost],
  },
  {
    ...seats,
    key: 'seats_purchased',
    name: 'Seats purchased',
    description: 'Seats bought. Over several months: the sum ÷ months in which there is any license.',
    formula: 'Σ seats purchased ÷ months in force',
    direction: 'NONE',
    slot: 'purchased',
    assumptions: [],
  },
  {
    ...seats,
    key: 'seats_assigned',
    name: 'Seats assigned',
    description: 'Seats given to a person. Over several months: the sum ÷ months in which there is any license.',
    formula: 'Σ seats assigned ÷ months in force',
    direction: 'NONE',
    slot: 'assigned',
    unknown: allIn('assignedUnknown'),
    assumptions: [noAssigned],
  },
  {
    ...seats,
    key: 'seats_used',
    name: 'Seats used',
    description: 'Seats in use. Over several months: the sum ÷ months in which there is any license.',
    formula: 'Σ seats used ÷ months in force',
    direction: 'UP',
    slot: 'used',
    unknown: allIn('usedUnknown'),
    assumptions: [noUse],
  },
  {
    ...seats,
    key: 'seats_billed',
    name: 'Seats billed',
    description: 'Seats invoiced to clients. Over several months: the sum ÷ months in which there is any license.',
    formula: 'Σ seats billed ÷ months in force',
    direction: 'UP',
    slot: 'billed',
    unknown: allIn('billedUnknown'),
    assumptions: [noBilled],
  },
  {
    ...seats,
    key: 'counted_seats_purchased',
    name: 'Seats purchased, use known',
    description: 'Seats purchased of the licenses whose seats used are known: what a utilisation can be taken of.',
    formula: 'Σ seats purchased where seats used are known ÷ months in force',
    direction: 'NONE',
    slot: 'purchasedOfUsed',
    unknown: allIn('usedUnknown'),
    assumptions: [noUse],
  },
  {
    ...seatMonths,
    key: 'used_seat_months',
    name: 'Used seat-months',
    description: 'Seats used, added up over licenses and months, where both use and cost are known.',
    formula: 'Σ seats used of licenses whose cost is known',
    direction: 'NONE',
    slot: 'usedOfCosted',
    unknown: allIn('wasteUnknown'),
    assumptions: [noUse, noCost],
  },
  {
    ...money,
    key: 'counted_license_cost',
    name: 'License cost, use known',
    description: 'License cost of the licenses whose seats used are known.',
    formula: 'Σ monthly cost of licenses whose seats used are known',
    direction: 'NONE',
    slot: 'costOfUsed',
    unknown: allIn('wasteUnknown'),
    assumptions: [noUse, noCost],
  },
  ...gap('unbilled', 'Unbilled', 'purchased and not billed to the client', 'purchased − billed', [noBilled]),
  ...gap('unassigned', 'Unassigned', 'purchased and given to nobody', 'purchased − assigned', [noAssigned]),
  ...gap('overbilled', 'Overbilled', 'billed and given to nobody', 'billed − assigned', [noBilled, noAssigned]),
  ...gap('shadow', 'Shadow', 'given to people and never purchased', 'assigned − purchased', [noAssigned]),
]

function gap(
  key: string,
  name: string,
  words: string,
  formula: string,
  assumptions: readonly AssumptionRule[],
): Measure[] {
  return [
    {
      ...seats,
      key: `${key}_seats`,
      name: `${name} seats`,
      description: `Seats ${words}, per license and month. Over several months: the sum ÷ months in which there is any license.`,
      formula: `Σ max(0, ${formula}) ÷ months in force`,
      direction: 'DOWN',
      slot: key,
      unknown: allIn(`${key}Unknown`),
      assumptions,
    },
    {
      ...money,
      key: `${key}_amount`,
      name: `${name} amount`,
      description: `What the seats ${words} cost: per license and month at its monthly cost per seat, then summed.`,
      formula: `Σ max(0, ${formula}) × monthly cost ÷ purchased`,
      slot: `${key}Amount`,
      unknown: allIn(`${key}AmountUnknown`),
      assumptions: [...assumptions, noCost],
    },
  ]
}
